//! Takes in what a list says of many places at once. What the list says again changes nothing.

use std::collections::HashMap;

use super::responsibility::{
    Boundary, Period, Place, Responsibility, ResponsibilityError as Error,
};
use super::store;
use crate::access::Action;
use crate::catalogue::{self, CatalogueError, ServiceCode};
use crate::clock::Moment;
use crate::db::{CommunityTx, Tx};
use crate::ids::{ResponsibilityId, UtilityId};
use crate::utilities::{self, UtilityError, UtilityState};

/// One line of the list. Places, services and utilities exist: whoever read the list looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToTakeIn {
    pub service: ServiceCode,
    pub utility: UtilityId,
    pub place: Place,
    pub boundary: Option<Boundary>,
    /// None: as long as it is known, or else from now on.
    pub from: Option<Moment>,
    /// None: as it is known, or else without end.
    pub to: Option<Moment>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenIn {
    pub added: usize,
    pub changed: Vec<EndMoved>,
    pub unchanged: usize,
    /// Lines at whose place somebody else answers for the same at the same time.
    pub beside: Vec<(usize, UtilityId)>,
}

/// One that ends at another moment now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndMoved {
    pub id: ResponsibilityId,
    pub before: Option<Moment>,
    pub now: Moment,
}

/// Names of the utilities that may be made responsible.
pub fn who_may_answer(tx: &mut CommunityTx<'_>) -> Result<Vec<(String, UtilityId)>, Error> {
    let all = utilities::list(tx).map_err(|error| match error {
        UtilityError::Denied(denied) => denied.into(),
        UtilityError::Database(error) => error.into(),
        _ => Error::UnknownUtility,
    })?;
    let active = all
        .into_iter()
        .filter(|utility| utility.state == UtilityState::Active);
    Ok(active
        .map(|utility| (utility.name.to_string(), utility.id))
        .collect())
}

/// Services for which somebody may be made responsible.
pub fn for_what(tx: &mut CommunityTx<'_>) -> Result<Vec<ServiceCode>, Error> {
    let all = catalogue::list(tx).map_err(|error| match error {
        CatalogueError::Denied(denied) => denied.into(),
        CatalogueError::Database(error) => error.into(),
        _ => Error::UnknownService,
    })?;
    let codes = all.into_iter().map(|service| service.service.code);
    Ok(codes.collect())
}

type Key = (ServiceCode, Place, Option<Boundary>);

/// Compares the list with what is recorded, and writes the difference unless it is only tried.
/// The caller records the event: one for the list, not one for each line.
pub fn take_in(tx: &mut CommunityTx<'_>, list: &[ToTakeIn], write: bool) -> Result<TakenIn, Error> {
    tx.require(Action::ManageResponsibilities)?;
    let places: Vec<_> = list.iter().map(|line| line.place).collect();
    let mut recorded: HashMap<Key, Vec<Responsibility>> = HashMap::new();
    for known in store::at_places(tx, &places)? {
        let key = (known.service.clone(), known.place, known.boundary);
        recorded.entry(key).or_default().push(known);
    }
    let now = tx.now();
    let mut taken = TakenIn::default();
    let mut add = Vec::new();
    for (at, line) in list.iter().enumerate() {
        let key = (line.service.clone(), line.place, line.boundary);
        let known = recorded.get(&key).map_or(&[][..], Vec::as_slice);
        let other = known.iter().find(|known| is_beside(line, known, now));
        taken.beside.extend(other.map(|other| (at, other.utility)));
        match known.iter().find(|known| is_meant(line, known, now)) {
            None => add.push(new(line, now)?),
            Some(known) => match line.to.filter(|to| known.period.to() != Some(*to)) {
                None => taken.unchanged += 1,
                Some(to) => {
                    Period::new(known.period.from(), Some(to))
                        .map_err(|_| Error::EndsBeforeItBegins)?;
                    if write && store::set_end(tx, known.id, to, known.version)?.is_none() {
                        return Err(Error::Stale {
                            current: known.version,
                        });
                    }
                    taken.changed.push(EndMoved {
                        id: known.id,
                        before: known.period.to(),
                        now: to,
                    });
                }
            },
        }
    }
    taken.added = add.len();
    if write {
        store::insert_all(tx, &add)?;
    }
    Ok(taken)
}

/// Somebody else answers while the line says that its utility does.
fn is_beside(line: &ToTakeIn, known: &Responsibility, now: Moment) -> bool {
    let from = line.from.unwrap_or(now);
    known.utility != line.utility
        && known.period.to().is_none_or(|to| to > from)
        && line.to.is_none_or(|to| known.period.from() < to)
}

/// A line without a beginning means the one that holds now.
fn is_meant(line: &ToTakeIn, known: &Responsibility, now: Moment) -> bool {
    let is_then = match line.from {
        Some(from) => known.period.from() == from,
        None => {
            known.period.from() <= now
                && (known.period.to().is_none_or(|to| to > now) || known.period.to() == line.to)
        }
    };
    known.utility == line.utility && is_then
}

fn new(line: &ToTakeIn, now: Moment) -> Result<Responsibility, Error> {
    let from = line.from.unwrap_or(now);
    Ok(Responsibility {
        id: ResponsibilityId::new(),
        service: line.service.clone(),
        utility: line.utility,
        place: line.place,
        boundary: line.boundary,
        period: Period::new(from, line.to).map_err(|_| Error::EndsBeforeItBegins)?,
        version: 1,
    })
}
