//! The SQL by which an import compares a batch of entries with the registry, and writes it.

use diesel::connection::SimpleConnection;
use diesel::pg::PgRowByRowLoadingMode;
use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Text, Uuid};
use diesel::upsert::excluded;

use super::entry::{
    AliasEntry, BuildingEntry, EntranceEntry, EntryState, FlatQueue, PlaceEntry, SettlementEntry,
    StreetEntry,
};
use super::store_entries::Stored;
use crate::db::schema::{
    buildings, communities, entrances, flat_queues, places, settlements, street_aliases, streets,
};
use crate::db::{Binds, CommunityTx, Error, Prepared, Statement, Tx};
use crate::ids::{BuildingId, CommunityId, SettlementId, StreetId};

/// Entries that are written many at a time.
pub(super) trait Batched: Stored {
    fn all(tx: &mut CommunityTx<'_>) -> Result<Vec<Self>, Error>;
    fn with_ids(tx: &mut CommunityTx<'_>, ids: &[Self::Id]) -> Result<Vec<Self>, Error>;
    /// Inserts new entries, and overwrites those whose version is the one before. Gives how many
    /// were written: fewer than were given when somebody else was faster.
    fn write(tx: &mut CommunityTx<'_>, entries: &[Self]) -> Result<usize, Error>;
}

macro_rules! batched {
    ($($entry:ident of $table:ident { $($field:ident),+ };)+) => {$(
        impl Batched for $entry {
            fn all(tx: &mut CommunityTx<'_>) -> Result<Vec<Self>, Error> {
                let community = tx.community();
                Ok($table::table
                    .filter($table::community_id.eq(community))
                    .select(Self::as_select())
                    .load(tx.conn())?)
            }

            fn with_ids(tx: &mut CommunityTx<'_>, ids: &[Self::Id]) -> Result<Vec<Self>, Error> {
                if ids.is_empty() {
                    return Ok(Vec::new());
                }
                let community = tx.community();
                Ok($table::table
                    .filter($table::community_id.eq(community))
                    .filter($table::id.eq_any(ids))
                    .select(Self::as_select())
                    .load(tx.conn())?)
            }

            fn write(tx: &mut CommunityTx<'_>, entries: &[Self]) -> Result<usize, Error> {
                let upsert = diesel::insert_into($table::table)
                    .values(entries)
                    .on_conflict(($table::community_id, $table::id))
                    .do_update()
                    .set((
                        $($table::$field.eq(excluded($table::$field)),)+
                        $table::version.eq(excluded($table::version)),
                    ));
                // Named in full: tables have a method of the same name by another trait.
                let seen = excluded($table::version).eq($table::version + 1);
                let upsert = diesel::query_dsl::methods::FilterDsl::filter(upsert, seen);
                Ok(upsert.execute(tx.conn())?)
            }
        }
    )+};
}

batched! {
    SettlementEntry of settlements { name, category };
    StreetEntry of streets { name, search_key, source_ref };
    AliasEntry of street_aliases { kind, search_key, used_from, used_to };
    BuildingEntry of buildings {
        number, latitude, longitude, multi_flat, source_ref, storeys, lifts, flats, management,
        manager, electricity_queue, feeder, boiler_house
    };
    EntranceEntry of entrances { first_flat, last_flat, riser };
    PlaceEntry of places { latitude, longitude, street_id, crossing_street_id };
}

pub(super) fn all<E: Batched>(tx: &mut CommunityTx<'_>) -> Result<Vec<E>, Error> {
    E::all(tx)
}

/// A table grows from nothing to a million rows under one statement: a plan that was made in the
/// beginning and kept would read all of it for every batch. Nobody waits for a batch as they wait
/// for an answer: on a busy machine it may take its time.
pub(super) fn plan_anew(tx: &mut CommunityTx<'_>) -> Result<(), Error> {
    tx.conn().batch_execute(
        "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL statement_timeout = '1min'",
    )?;
    Ok(())
}

/// KATOTTG code of the transaction's community.
pub(super) fn own_katottg(tx: &mut CommunityTx<'_>) -> Result<String, Error> {
    let community = tx.community();
    Ok(communities::table
        .filter(communities::id.eq(community))
        .select(communities::katottg)
        .first(tx.conn())?)
}

pub(super) type StreetRow = (
    StreetId,
    SettlementId,
    String,
    String,
    Option<String>,
    EntryState,
);

/// Every street of the community, one after the other: a list of them all would be in memory
/// beside what is made of it.
pub(super) fn each_street(
    tx: &mut CommunityTx<'_>,
    mut visit: impl FnMut(StreetRow) -> Result<(), Error>,
) -> Result<(), Error> {
    let community = tx.community();
    let rows = streets::table
        .filter(streets::community_id.eq(community))
        .select((
            streets::id,
            streets::settlement_id,
            streets::kind,
            streets::name,
            streets::source_ref,
            streets::state,
        ))
        .load_iter::<StreetRow, PgRowByRowLoadingMode>(tx.conn())?;
    for row in rows {
        visit(row?)?;
    }
    Ok(())
}

pub(super) fn aliases_of_all(
    tx: &mut CommunityTx<'_>,
    streets: &[StreetId],
) -> Result<Vec<AliasEntry>, Error> {
    let community = tx.community();
    Ok(street_aliases::table
        .filter(street_aliases::community_id.eq(community))
        .filter(street_aliases::street_id.eq_any(streets))
        .select(AliasEntry::as_select())
        .load(tx.conn())?)
}

/// Ids of the buildings that stand at these numbers of these streets, pair by pair. OFFSET 0 keeps
/// the planner to that: of a table that is being filled it knows nothing, and would read all of
/// the community for every batch.
struct Numbered<'a> {
    community: CommunityId,
    streets: &'a [StreetId],
    numbers: &'a [String],
}

impl Statement for Numbered<'_> {
    type Id = Numbered<'static>;
    type Row = Uuid;
    const SQL: &'static str = "\
        SELECT b.id FROM unnest(?::uuid[], ?::text[]) AS wanted (street_id, number_key) \
        CROSS JOIN LATERAL ( \
          SELECT b.id FROM buildings b \
          WHERE b.community_id = ? AND b.street_id = wanted.street_id \
            AND b.number_key = wanted.number_key OFFSET 0) b";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Array<Uuid>, _>(self.streets)?
            .next::<Array<Text>, _>(self.numbers)?
            .next::<Uuid, _>(&self.community)?;
        Ok(())
    }
}

pub(super) fn buildings_numbered(
    tx: &mut CommunityTx<'_>,
    streets: &[StreetId],
    numbers: &[String],
) -> Result<Vec<BuildingEntry>, Error> {
    let community = tx.community();
    let numbered = Numbered {
        community,
        streets,
        numbers,
    };
    let ids: Vec<BuildingId> = Prepared(numbered).load(tx.conn())?;
    BuildingEntry::with_ids(tx, &ids)
}

pub(super) type CodedBuilding = (BuildingId, Option<String>, bool, EntryState);

pub(super) fn buildings_coded(
    tx: &mut CommunityTx<'_>,
    codes: &[String],
) -> Result<Vec<CodedBuilding>, Error> {
    let community = tx.community();
    Ok(buildings::table
        .filter(buildings::community_id.eq(community))
        .filter(buildings::source_ref.eq_any(codes))
        .select((
            buildings::id,
            buildings::source_ref,
            buildings::multi_flat,
            buildings::state,
        ))
        .load(tx.conn())?)
}

/// Houses that are kept under these references of their source, each found by its own probe of
/// the index, for the same reason.
struct Coded<'a> {
    community: CommunityId,
    refs: &'a [String],
}

impl Statement for Coded<'_> {
    type Id = Coded<'static>;
    type Row = (Text, Uuid, Text, Text);
    const SQL: &'static str = "\
        SELECT wanted.source_ref, b.street_id, b.number, b.number_key \
        FROM unnest(?::text[]) AS wanted (source_ref) \
        CROSS JOIN LATERAL ( \
          SELECT b.id, b.street_id, b.number, b.number_key FROM buildings b \
          WHERE b.community_id = ? AND b.source_ref = wanted.source_ref OFFSET 0) b \
        ORDER BY b.id";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Array<Text>, _>(self.refs)?
            .next::<Uuid, _>(&self.community)?;
        Ok(())
    }
}

pub(super) type CodedHouse = (String, StreetId, String, String);

/// By the reference: where the house stands.
pub(super) fn houses_coded(
    tx: &mut CommunityTx<'_>,
    refs: &[String],
) -> Result<Vec<CodedHouse>, Error> {
    if refs.is_empty() {
        return Ok(Vec::new());
    }
    let community = tx.community();
    Ok(Prepared(Coded { community, refs }).load(tx.conn())?)
}

pub(super) fn entrances_of_all(
    tx: &mut CommunityTx<'_>,
    buildings: &[BuildingId],
) -> Result<Vec<EntranceEntry>, Error> {
    let community = tx.community();
    Ok(entrances::table
        .filter(entrances::community_id.eq(community))
        .filter(entrances::building_id.eq_any(buildings))
        .select(EntranceEntry::as_select())
        .load(tx.conn())?)
}

pub(super) fn flat_queues_of_all(
    tx: &mut CommunityTx<'_>,
    buildings: &[BuildingId],
) -> Result<Vec<(BuildingId, FlatQueue)>, Error> {
    let community = tx.community();
    Ok(flat_queues::table
        .filter(flat_queues::community_id.eq(community))
        .filter(flat_queues::building_id.eq_any(buildings))
        .order((flat_queues::building_id, flat_queues::first_flat))
        .select((flat_queues::building_id, FlatQueue::as_select()))
        .load(tx.conn())?)
}

pub(super) fn places_of_all(
    tx: &mut CommunityTx<'_>,
    settlements: &[SettlementId],
) -> Result<Vec<PlaceEntry>, Error> {
    let community = tx.community();
    Ok(places::table
        .filter(places::community_id.eq(community))
        .filter(places::settlement_id.eq_any(settlements))
        .select(PlaceEntry::as_select())
        .load(tx.conn())?)
}

/// Rows of one statement, far below PostgreSQL's 65,535 parameters.
const FLAT_QUEUES: usize = 10_000;

pub(super) fn replace_flat_queues_of_all(
    tx: &mut CommunityTx<'_>,
    buildings: &[(BuildingId, Vec<FlatQueue>)],
) -> Result<(), Error> {
    let community = tx.community();
    let ids: Vec<_> = buildings.iter().map(|(building, _)| *building).collect();
    let old = flat_queues::table
        .filter(flat_queues::community_id.eq(community))
        .filter(flat_queues::building_id.eq_any(ids));
    diesel::delete(old).execute(tx.conn())?;
    let rows: Vec<_> = buildings
        .iter()
        .flat_map(|(building, queues)| queues.iter().map(move |queue| (*building, queue)))
        .collect();
    for rows in rows.chunks(FLAT_QUEUES) {
        let rows: Vec<_> = rows
            .iter()
            .map(|(building, queue)| {
                (
                    flat_queues::community_id.eq(community),
                    flat_queues::building_id.eq(*building),
                    *queue,
                )
            })
            .collect();
        diesel::insert_into(flat_queues::table)
            .values(rows)
            .execute(tx.conn())?;
    }
    Ok(())
}
