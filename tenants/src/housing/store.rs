//! The SQL of the registry.

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Float4, Nullable, Text, Uuid};
use diesel::upsert::excluded;

use super::entry::EntryState;
use crate::db::schema::{buildings, communities, entrances, settlements, street_aliases, streets};
use crate::db::{Binds, CommunityTx, Error, Prepared, Statement, Tx};
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

/// A street whose name or alias is alike to what was typed.
#[derive(Clone, Debug, Queryable)]
pub(super) struct NamedStreet {
    pub id: StreetId,
    pub kind: String,
    pub name: String,
    pub settlement: String,
    /// The alias that was alike, and its kind.
    pub alias: Option<String>,
    pub alias_kind: Option<String>,
    pub search_key: String,
    /// Which of the typed keys it was alike to.
    pub typed: String,
    pub similarity: f32,
}

struct Alike<'a> {
    community: CommunityId,
    keys: &'a [String],
}

impl Statement for Alike<'_> {
    type Id = Alike<'static>;
    type Row = (
        Uuid,
        Text,
        Text,
        Text,
        Nullable<Text>,
        Nullable<Text>,
        Text,
        Text,
        Float4,
    );
    // The streets of one community are few thousand at most: each is compared, so that every word
    // of a name can begin a match. Likeness costs 3 µs a pair, twenty times as much as the rest, and
    // is asked for only when no name begins as typed. Buildings are looked up afterwards.
    const SQL: &'static str = "\
        WITH typed AS (SELECT unnest(?::text[]) AS key), named AS ( \
          SELECT s.id, s.search_key, NULL::text AS alias, NULL::text AS alias_kind \
          FROM streets s WHERE s.community_id = ? AND s.state = 'active' \
          UNION ALL \
          SELECT a.street_id, a.search_key, a.name, a.kind \
          FROM street_aliases a WHERE a.community_id = ? AND a.state = 'active'), \
        near AS MATERIALIZED ( \
          SELECT n.*, typed.key FROM typed JOIN named n \
          ON strpos(' ' || n.search_key, ' ' || typed.key) > 0), \
        found AS ( \
          SELECT near.*, similarity(search_key, key) AS alike FROM near \
          UNION ALL \
          SELECT n.*, typed.key, similarity(n.search_key, typed.key) FROM typed CROSS JOIN named n \
          WHERE NOT EXISTS (SELECT FROM near) AND typed.key !~ ' [0-9]+$' \
            AND similarity(n.search_key, typed.key) >= 0.35), \
        best AS ( \
          SELECT * FROM found ORDER BY search_key = key DESC, starts_with(search_key, key) DESC, alike DESC, id \
          LIMIT 60) \
        SELECT s.id, s.kind, s.name, t.name, b.alias, b.alias_kind, b.search_key, b.key, b.alike \
        FROM best b \
        JOIN streets s ON s.community_id = ? AND s.id = b.id AND s.state = 'active' \
        JOIN settlements t ON t.community_id = ? AND t.id = s.settlement_id AND t.state = 'active' \
        ORDER BY b.search_key = b.key DESC, starts_with(b.search_key, b.key) DESC, b.alike DESC, s.id";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Array<Text>, _>(self.keys)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.community)?;
        Ok(())
    }
}

/// Streets alike to one of the keys, the most alike first.
pub(super) fn streets_alike(
    tx: &mut CommunityTx<'_>,
    keys: &[String],
) -> Result<Vec<NamedStreet>, Error> {
    let community = tx.community();
    Ok(Prepared(Alike { community, keys }).load(tx.conn())?)
}

/// The buildings of these streets that have one of these numbers.
pub(super) fn buildings_at(
    tx: &mut CommunityTx<'_>,
    streets: &[StreetId],
    number_keys: &[String],
) -> Result<Vec<(BuildingId, StreetId, String, String)>, Error> {
    let community = tx.community();
    Ok(buildings::table
        .filter(buildings::community_id.eq(community))
        .filter(buildings::state.eq(EntryState::Active))
        .filter(
            buildings::street_id
                .eq_any(streets)
                .and(buildings::number_key.eq_any(number_keys)),
        )
        .select((
            buildings::id,
            buildings::street_id,
            buildings::number,
            buildings::number_key,
        ))
        .load(tx.conn())?)
}
