//! The card of one building.

use serde::Deserialize;

use super::Error;
use super::card_store as store;
use super::entry::{AliasEntry, BuildingEntry, EntranceEntry, FlatQueue};
use super::street::StreetKind;
use crate::access::Action;
use crate::db::{self, CommunityTx};
use crate::ids::{BuildingId, SettlementId};

/// All that is known of a building, also of one that is retired: appeals refer to it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
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
    store::card(tx, id)?.ok_or(Error::UnknownBuilding)
}

pub(super) fn stored_kind(code: &str) -> Result<StreetKind, db::Error> {
    StreetKind::from_code(code).ok_or_else(|| db::Error::Unreadable {
        what: "kind of street",
        value: code.to_owned(),
    })
}
