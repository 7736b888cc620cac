//! Says who is responsible for a service at a place.

use serde::Serialize;

use super::responsibility::{
    Boundary, NewResponsibility, Period, Place, Responsibility, ResponsibilityError as Error,
};
use super::store;
use crate::access::Action;
use crate::catalogue::{self, CatalogueError, ServiceCode};
use crate::db::{CommunityTx, Tx};
use crate::ids::{ResponsibilityId, UtilityId};
use crate::ledger::{Kind, NewEvent};
use crate::utilities::{self, UtilityError, UtilityState};

#[derive(Serialize)]
struct Created<'a> {
    service: &'a ServiceCode,
    utility: UtilityId,
    place: Place,
    boundary: Option<Boundary>,
    period: Period,
}

pub fn create(tx: &mut CommunityTx<'_>, new: NewResponsibility) -> Result<Responsibility, Error> {
    tx.require(Action::ManageResponsibilities)?;
    let period = match new.period {
        Some(period) => period,
        None => Period::new(tx.now(), None).map_err(|_| Error::EndsBeforeItBegins)?,
    };
    serves(tx, new.utility)?;
    catalogue::find(tx, &new.service).map_err(|error| match error {
        CatalogueError::Denied(denied) => denied.into(),
        CatalogueError::Database(error) => error.into(),
        _ => Error::UnknownService,
    })?;
    if !store::has_place(tx, new.place)? {
        return Err(Error::UnknownPlace(new.place.kind()));
    }
    // What was asked of the other nouns needed rights of its own: act by this one.
    tx.require(Action::ManageResponsibilities)?;
    let responsibility = Responsibility {
        id: ResponsibilityId::new(),
        service: new.service,
        utility: new.utility,
        place: new.place,
        boundary: new.boundary,
        period,
        version: 1,
    };
    is_new(tx, &responsibility)?;
    store::insert(tx, &responsibility)?;
    let body = Created {
        service: &responsibility.service,
        utility: responsibility.utility,
        place: responsibility.place,
        boundary: responsibility.boundary,
        period,
    };
    let community = tx.community();
    tx.record(NewEvent::new(
        community,
        Kind::ResponsibilityCreated,
        responsibility.id,
        &body,
    )?);
    Ok(responsibility)
}

/// A second record of the same would say nothing, and outlive the end of the first.
pub(super) fn is_new(tx: &mut CommunityTx<'_>, wanted: &Responsibility) -> Result<(), Error> {
    store::one_after_the_other(tx)?;
    let recorded = store::at_places(tx, &[wanted.place])?;
    match recorded
        .iter()
        .find(|known| known.id != wanted.id && wanted.says_again(known))
    {
        Some(known) => Err(Error::AnswersAlready(known.id)),
        None => Ok(()),
    }
}

fn serves(tx: &mut CommunityTx<'_>, utility: UtilityId) -> Result<(), Error> {
    let utility = utilities::find(tx, utility).map_err(|error| match error {
        UtilityError::Denied(denied) => denied.into(),
        UtilityError::Database(error) => error.into(),
        _ => Error::UnknownUtility,
    })?;
    match utility.state {
        UtilityState::Active => Ok(()),
        UtilityState::Closed => Err(Error::UtilityClosed),
    }
}
