//! The card of one building.

use super::street::StreetKind;
use super::{Error, store};
use crate::access::Action;
use crate::db::{self, CommunityTx};
use crate::ids::{BuildingId, SettlementId, StreetId};

#[derive(Clone, Debug, PartialEq)]
pub struct Building {
    pub id: BuildingId,
    pub settlement_id: SettlementId,
    pub settlement: String,
    pub street_id: StreetId,
    pub street_kind: StreetKind,
    pub street: String,
    /// Names that the street had or goes by, each with the kind of alias.
    pub other_names: Vec<(String, String)>,
    pub number: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub multi_flat: bool,
    pub entrances: Vec<Entrance>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entrance {
    pub number: i32,
    pub first_flat: Option<i32>,
    pub last_flat: Option<i32>,
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
            self.number
        )
    }
}

/// The building with its entrances.
pub fn building(tx: &mut CommunityTx<'_>, id: BuildingId) -> Result<Building, Error> {
    tx.require(Action::SearchHousing)?;
    let placed = store::building(tx, id)?.ok_or(Error::UnknownBuilding)?;
    let other_names = store::aliases_of(tx, placed.street_id)?;
    let entrances = store::entrances_of(tx, id)?;
    Ok(Building {
        id,
        settlement_id: placed.settlement_id,
        settlement: placed.settlement,
        street_id: placed.street_id,
        street_kind: stored_kind(&placed.street_kind)?,
        street: placed.street,
        other_names,
        number: placed.number,
        latitude: placed.latitude,
        longitude: placed.longitude,
        multi_flat: placed.multi_flat,
        entrances,
    })
}

pub(super) fn stored_kind(code: &str) -> Result<StreetKind, db::Error> {
    StreetKind::from_code(code).ok_or_else(|| db::Error::Unreadable {
        what: "kind of street",
        value: code.to_owned(),
    })
}
