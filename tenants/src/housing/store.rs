//! The SQL of the registry.

use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::db::schema::{buildings, communities, entrances, settlements, street_aliases, streets};
use crate::db::{CommunityTx, Error, Tx};
use crate::ids::{BuildingId, CommunityId, EntranceId, SettlementId, StreetAliasId, StreetId};

/// Rows of one statement: far below PostgreSQL's 65,535 parameters.
const BATCH: usize = 1_000;

macro_rules! rows {
    ($($(#[$doc:meta])* $row:ident of $table:ident { $($field:ident: $kind:ty),+ $(,)? } on $($key:ident),+;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Insertable, Queryable, Selectable)]
        #[diesel(table_name = $table)]
        pub(super) struct $row {
            pub community_id: CommunityId,
            $(pub $field: $kind,)+
        }

        impl $row {
            pub(super) fn all(tx: &mut CommunityTx<'_>) -> Result<Vec<Self>, Error> {
                let community = tx.community();
                Ok($table::table.filter($table::community_id.eq(community)).select(Self::as_select()).load(tx.conn())?)
            }

            /// Inserts new rows and overwrites those whose id is there already.
            pub(super) fn write(tx: &mut CommunityTx<'_>, rows: &[Self]) -> Result<(), Error> {
                for batch in rows.chunks(BATCH) {
                    diesel::insert_into($table::table)
                        .values(batch)
                        .on_conflict(($table::community_id, $table::id))
                        .do_update()
                        .set(($($table::$key.eq(excluded($table::$key)),)+ $table::version.eq($table::version + 1),))
                        .execute(tx.conn())?;
                }
                Ok(())
            }
        }
    )+};
}

rows! {
    SettlementRow of settlements { id: SettlementId, katottg: String, name: String, category: String }
        on name, category;
    StreetRow of streets {
        id: StreetId, settlement_id: SettlementId, kind: String, name: String, search_key: String,
        source_ref: Option<String>,
    } on name, search_key, source_ref;
    AliasRow of street_aliases {
        id: StreetAliasId, street_id: StreetId, kind: String, name: String, search_key: String,
    } on search_key;
    BuildingRow of buildings {
        id: BuildingId, street_id: StreetId, number: String, number_key: String, latitude: Option<f64>,
        longitude: Option<f64>, multi_flat: bool, source_ref: Option<String>,
    } on number, latitude, longitude, multi_flat, source_ref;
    EntranceRow of entrances {
        id: EntranceId, building_id: BuildingId, number: i32, first_flat: Option<i32>, last_flat: Option<i32>,
    } on first_flat, last_flat;
}

/// KATOTTG code of the transaction's community.
pub(super) fn own_katottg(tx: &mut CommunityTx<'_>) -> Result<String, Error> {
    let community = tx.community();
    Ok(communities::table
        .filter(communities::id.eq(community))
        .select(communities::katottg)
        .first(tx.conn())?)
}
