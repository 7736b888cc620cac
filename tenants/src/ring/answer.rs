//! Answers a ring: who calls, from where, and who is responsible there.

use super::{CallerCard, Error, store};
use crate::access::Action;
use crate::appeals;
use crate::calls::{self, Phone};
use crate::db::CommunityTx;
use crate::housing::{self, Building};
use crate::ids::BuildingId;
use crate::responsibility::ServiceResponsible;

/// What a dispatcher sees while the telephone rings.
#[derive(Debug, Clone, PartialEq)]
pub struct Ring {
    /// None: no number was given, or the actor may not see persons.
    pub caller: Option<CallerCard>,
    /// None: no building was given, and none follows from earlier calls.
    pub here: Option<Here>,
}

/// The place of the call.
#[derive(Debug, Clone, PartialEq)]
pub struct Here {
    pub building: Building,
    /// For every service of the catalogue.
    pub services: Vec<ServiceResponsible>,
}

/// What is known of a number, of a building, or of both. Of a number alone the usual address
/// of earlier calls is taken for the place.
pub fn answer(
    tx: &mut CommunityTx<'_>,
    phone: Option<&Phone>,
    building: Option<BuildingId>,
) -> Result<Ring, Error> {
    tx.require(Action::RegisterAppeal)?;
    let caller = match phone {
        Some(phone) if tx.may(Action::SeePersons) => Some(look_up(tx, phone)?),
        _ => None,
    };
    let usual = || Some(caller.as_ref()?.usual.as_ref()?.building);
    let here = match building.or_else(usual) {
        Some(id) => {
            tx.require(Action::SearchHousing)?;
            tx.require(Action::SeeCommunity)?;
            Some(store::here(tx, id)?.ok_or(housing::Error::UnknownBuilding)?)
        }
        None => None,
    };
    // The record of who looked carries the role in which they did.
    tx.require(match caller {
        Some(_) => Action::SeePersons,
        None => Action::RegisterAppeal,
    })?;
    Ok(Ring { caller, here })
}

fn look_up(tx: &mut CommunityTx<'_>, phone: &Phone) -> Result<CallerCard, Error> {
    let card = CallerCard::of(appeals::of_caller(tx, phone)?);
    calls::note_look_up(tx, card.appeals.iter().map(|appeal| appeal.id))?;
    Ok(card)
}
