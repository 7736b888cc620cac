//! The card of one building.

use super::Error;
use super::edit;
use super::entry::{AliasEntry, BuildingEntry, EntranceEntry, FlatQueue};
use super::store_entries::{self as store, Stored};
use super::street::StreetKind;
use crate::access::Action;
use crate::db::{self, CommunityTx};
use crate::ids::{BuildingId, SettlementId};

/// All that is known of a building, also of one that is retired: appeals refer to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Building {
    pub entry: BuildingEntry,
    pub settlement_id: SettlementId,
    pub settlement: String,
    pub street_kind: StreetKind,
    pub street: String,
    /// Names that the street had or goes by.
    pub other_names: Vec<AliasEntry>,
    pub entrances: Vec<EntranceEntry>,
    pub flat_queues: Vec<FlatQueue>,
}

impl Building {
    /// The address within its community: «Ладижин, вул. Соборна, 12А».
    #[must_use]
    pub fn address(&self) -> String {
        format!(
            "{}, {} {}, {}",
            self.settlement,
            self.street_kind.short(),
            self.street,
            self.entry.number
        )
    }
}

/// The building with its entrances.
pub fn building(tx: &mut CommunityTx<'_>, id: BuildingId) -> Result<Building, Error> {
    tx.require(Action::SearchHousing)?;
    let entry = BuildingEntry::find(tx, id)?.ok_or(Error::UnknownBuilding)?;
    card(tx, entry)
}

/// The card of an entry that was just read or written.
pub fn card(tx: &mut CommunityTx<'_>, entry: BuildingEntry) -> Result<Building, Error> {
    let street = edit::street(tx, entry.street_id)?;
    let settlement = edit::settlement(tx, street.street.settlement_id)?;
    let entrances = store::entrances_of(tx, entry.id)?;
    let flat_queues = store::flat_queues_of(tx, entry.id)?;
    Ok(Building {
        entry,
        settlement_id: settlement.id,
        settlement: settlement.name,
        street_kind: street.kind,
        street: street.street.name,
        other_names: street.aliases,
        entrances,
        flat_queues,
    })
}

pub(super) fn stored_kind(code: &str) -> Result<StreetKind, db::Error> {
    StreetKind::from_code(code).ok_or_else(|| db::Error::Unreadable {
        what: "kind of street",
        value: code.to_owned(),
    })
}
