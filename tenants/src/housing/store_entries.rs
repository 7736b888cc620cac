//! The SQL by which single entries of the registry are found, inserted and changed.

use diesel::prelude::*;
use serde::Serialize;

use super::entry::{
    AliasEntry, BuildingEntry, EntranceEntry, EntryState, FlatQueue, NamedPlaceKind, PlaceEntry,
    SettlementEntry, StreetEntry,
};
use super::record::OtherNameKind;
use crate::db::schema::{
    buildings, entrances, flat_queues, places, settlements, street_aliases, streets,
};
use crate::db::{CommunityTx, Error, Tx};
use crate::ids::{
    BuildingId, EntranceId, PlaceId, SettlementId, StreetAliasId, StreetId, SubjectId,
};

/// An entry of one table.
pub(super) trait Stored: Clone + PartialEq + Serialize {
    type Id: Copy;

    fn find(tx: &mut CommunityTx<'_>, id: Self::Id) -> Result<Option<Self>, Error>;
    fn insert(&self, tx: &mut CommunityTx<'_>) -> Result<(), Error>;
    /// Overwrites the entry of this version; nothing comes back when it has another one.
    fn update(&self, tx: &mut CommunityTx<'_>) -> Result<Option<i32>, Error>;
    fn id(&self) -> Self::Id;
    fn version(&self) -> i32;
    fn state(&self) -> EntryState;
    fn with_version(self, version: i32) -> Self;
    /// Whose history shows what happened to it.
    fn subject(&self) -> SubjectId;
}

macro_rules! stored {
    ($($entry:ident of $table:ident: $id:ident, in the history of $subject:ident;)+) => {$(
        impl Stored for $entry {
            type Id = $id;

            fn find(tx: &mut CommunityTx<'_>, id: $id) -> Result<Option<Self>, Error> {
                let found = $table::table.find((tx.community(), id)).select(Self::as_select());
                Ok(found.first(tx.conn()).optional()?)
            }

            fn insert(&self, tx: &mut CommunityTx<'_>) -> Result<(), Error> {
                diesel::insert_into($table::table).values(self).execute(tx.conn())?;
                Ok(())
            }

            fn update(&self, tx: &mut CommunityTx<'_>) -> Result<Option<i32>, Error> {
                let seen = $table::table
                    .find((self.community_id, self.id))
                    .filter($table::version.eq(self.version));
                let next = self.clone().with_version(self.version + 1);
                Ok(diesel::update(seen)
                    .set(&next)
                    .returning($table::version)
                    .get_result(tx.conn())
                    .optional()?)
            }

            fn id(&self) -> $id {
                self.id
            }

            fn version(&self) -> i32 {
                self.version
            }

            fn state(&self) -> EntryState {
                self.state
            }

            fn with_version(mut self, version: i32) -> Self {
                self.version = version;
                self
            }

            fn subject(&self) -> SubjectId {
                self.$subject.into()
            }
        }
    )+};
}

stored! {
    SettlementEntry of settlements: SettlementId, in the history of id;
    StreetEntry of streets: StreetId, in the history of id;
    AliasEntry of street_aliases: StreetAliasId, in the history of street_id;
    BuildingEntry of buildings: BuildingId, in the history of id;
    EntranceEntry of entrances: EntranceId, in the history of building_id;
    PlaceEntry of places: PlaceId, in the history of id;
}

/// The settlement with this code, whatever its state.
pub(super) fn settlement_with(
    tx: &mut CommunityTx<'_>,
    katottg: &str,
) -> Result<Option<SettlementId>, Error> {
    let community = tx.community();
    Ok(settlements::table
        .filter(settlements::community_id.eq(community))
        .filter(settlements::katottg.eq(katottg))
        .select(settlements::id)
        .first(tx.conn())
        .optional()?)
}

/// Streets of a settlement whose names are alike.
pub(super) fn streets_with(
    tx: &mut CommunityTx<'_>,
    settlement: SettlementId,
    search_key: &str,
) -> Result<Vec<StreetEntry>, Error> {
    let community = tx.community();
    Ok(streets::table
        .filter(streets::community_id.eq(community))
        .filter(streets::search_key.eq(search_key))
        .filter(streets::settlement_id.eq(settlement))
        .select(StreetEntry::as_select())
        .load(tx.conn())?)
}

pub(super) fn aliases_of(
    tx: &mut CommunityTx<'_>,
    street: StreetId,
) -> Result<Vec<AliasEntry>, Error> {
    let community = tx.community();
    Ok(street_aliases::table
        .filter(street_aliases::community_id.eq(community))
        .filter(street_aliases::street_id.eq(street))
        .order((street_aliases::name, street_aliases::id))
        .select(AliasEntry::as_select())
        .load(tx.conn())?)
}

/// When the name that the street has now was given to it, as far as its old names tell.
pub(super) fn last_renamed(
    tx: &mut CommunityTx<'_>,
    street: StreetId,
) -> Result<Option<chrono::NaiveDate>, Error> {
    let community = tx.community();
    Ok(street_aliases::table
        .filter(street_aliases::community_id.eq(community))
        .filter(street_aliases::street_id.eq(street))
        .filter(street_aliases::kind.eq(OtherNameKind::Old))
        .select(diesel::dsl::max(street_aliases::used_to))
        .first(tx.conn())?)
}

pub(super) fn building_with(
    tx: &mut CommunityTx<'_>,
    street: StreetId,
    number_key: &str,
) -> Result<Option<BuildingId>, Error> {
    let community = tx.community();
    Ok(buildings::table
        .filter(buildings::community_id.eq(community))
        .filter(buildings::street_id.eq(street))
        .filter(buildings::number_key.eq(number_key))
        .select(buildings::id)
        .first(tx.conn())
        .optional()?)
}

pub(super) fn entrances_of(
    tx: &mut CommunityTx<'_>,
    building: BuildingId,
) -> Result<Vec<EntranceEntry>, Error> {
    let community = tx.community();
    Ok(entrances::table
        .filter(entrances::community_id.eq(community))
        .filter(entrances::building_id.eq(building))
        .order(entrances::number)
        .select(EntranceEntry::as_select())
        .load(tx.conn())?)
}

pub(super) fn flat_queues_of(
    tx: &mut CommunityTx<'_>,
    building: BuildingId,
) -> Result<Vec<FlatQueue>, Error> {
    let community = tx.community();
    Ok(flat_queues::table
        .filter(flat_queues::community_id.eq(community))
        .filter(flat_queues::building_id.eq(building))
        .order(flat_queues::first_flat)
        .select(FlatQueue::as_select())
        .load(tx.conn())?)
}

pub(super) fn replace_flat_queues(
    tx: &mut CommunityTx<'_>,
    building: BuildingId,
    queues: &[FlatQueue],
) -> Result<(), Error> {
    let community = tx.community();
    let old = flat_queues::table
        .filter(flat_queues::community_id.eq(community))
        .filter(flat_queues::building_id.eq(building));
    diesel::delete(old).execute(tx.conn())?;
    let rows: Vec<_> = queues
        .iter()
        .map(|queue| {
            (
                flat_queues::community_id.eq(community),
                flat_queues::building_id.eq(building),
                queue,
            )
        })
        .collect();
    diesel::insert_into(flat_queues::table)
        .values(rows)
        .execute(tx.conn())?;
    Ok(())
}

pub(super) fn place_with(
    tx: &mut CommunityTx<'_>,
    settlement: SettlementId,
    kind: NamedPlaceKind,
    name: &str,
) -> Result<Option<PlaceId>, Error> {
    let community = tx.community();
    Ok(places::table
        .filter(places::community_id.eq(community))
        .filter(places::settlement_id.eq(settlement))
        .filter(places::kind.eq(kind))
        .filter(places::name.eq(name))
        .select(places::id)
        .first(tx.conn())
        .optional()?)
}

/// A page of active places, in the order of their names.
pub(super) fn places(
    tx: &mut CommunityTx<'_>,
    settlement: Option<SettlementId>,
    after: Option<&(String, PlaceId)>,
    limit: i64,
) -> Result<Vec<PlaceEntry>, Error> {
    let mut query = places::table
        .filter(places::community_id.eq(tx.community()))
        .filter(places::state.eq(super::entry::EntryState::Active))
        .order((places::name, places::id))
        .limit(limit)
        .select(PlaceEntry::as_select())
        .into_boxed();
    if let Some(settlement) = settlement {
        query = query.filter(places::settlement_id.eq(settlement));
    }
    if let Some((name, id)) = after {
        query = query.filter(
            places::name
                .gt(name)
                .or(places::name.eq(name).and(places::id.gt(id))),
        );
    }
    Ok(query.load(tx.conn())?)
}
