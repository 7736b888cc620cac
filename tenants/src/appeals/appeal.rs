//! An appeal, and what is needed to register one.

use std::fmt;

use rand::Rng;

use super::{AppealKind, Deadlines, Error, Outcome, ServiceTimes, State};
use crate::calls::Applicant;
use crate::catalogue::ServiceState;
use crate::clock::Moment;
use crate::ids::{AppealId, BuildingId, HandoverId, UtilityId};
use crate::text::Words;

/// What is settled about a place and a service before anything is written.
#[derive(Debug, Clone)]
pub(super) struct Situation {
    pub place: String,
    pub urgency: String,
    pub times: ServiceTimes,
    pub responsible: Option<UtilityId>,
    /// Whether the community takes calls down for the service.
    pub service: ServiceState,
    /// Whether its building, street or settlement is retired.
    pub is_retired: bool,
}

impl Situation {
    /// What is switched off is not taken down.
    pub fn is_taken_down(&self) -> Result<(), Error> {
        match self.service {
            ServiceState::On => self.is_in_use(),
            ServiceState::Off => Err(Error::ServiceOff),
        }
    }

    /// Where nobody is any more nothing new happens.
    pub const fn is_in_use(&self) -> Result<(), Error> {
        if self.is_retired {
            Err(Error::BuildingRetired)
        } else {
            Ok(())
        }
    }
}

/// What a dispatcher takes down.
#[derive(Debug, Clone)]
pub struct NewAppeal {
    pub kind: AppealKind,
    pub building: BuildingId,
    pub service: String,
    pub applicant: Applicant,
    pub words: Words,
}

/// An appeal as its community sees it; persons stand with its calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appeal {
    pub id: AppealId,
    pub number: i64,
    pub tracking_code: String,
    pub kind: AppealKind,
    pub state: State,
    pub outcome: Option<Outcome>,
    pub service: String,
    pub urgency: String,
    pub building: Option<BuildingId>,
    pub place: String,
    pub responsible: Option<UtilityId>,
    pub utility: Option<UtilityId>,
    pub callers: i32,
    pub returns: i32,
    pub registered_at: Moment,
    pub deadlines: Deadlines,
    pub acknowledged_at: Option<Moment>,
    /// Since when nobody has to be waited for.
    pub attended_at: Option<Moment>,
    pub reported_at: Option<Moment>,
    pub closed_at: Option<Moment>,
    /// By which it was offered to another community last.
    pub sent: Option<HandoverId>,
    /// By which it came from another community.
    pub received: Option<HandoverId>,
    pub version: i32,
}

impl Appeal {
    /// A new one, that nobody has yet.
    pub(super) fn begin(
        kind: AppealKind,
        number: i64,
        service: &str,
        building: Option<BuildingId>,
        situation: Situation,
        now: Moment,
    ) -> Self {
        Self {
            id: AppealId::new(),
            number,
            tracking_code: TrackingCode::random().as_str().to_owned(),
            kind,
            state: State::Registered,
            outcome: None,
            service: service.to_owned(),
            urgency: situation.urgency,
            building,
            place: situation.place,
            responsible: situation.responsible,
            utility: None,
            callers: 1,
            returns: 0,
            registered_at: now,
            deadlines: Deadlines::from(now, situation.times),
            acknowledged_at: None,
            attended_at: None,
            reported_at: None,
            closed_at: None,
            sent: None,
            received: None,
            version: 1,
        }
    }

    /// Whether the next deadline has passed while it is open.
    #[must_use]
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.state.is_open() && self.deadlines.next < now
    }
}

/// What an applicant follows an appeal by: fifty random bits, so that nobody guesses one.
#[derive(Clone, PartialEq, Eq)]
pub struct TrackingCode(String);

impl TrackingCode {
    /// Digits and Latin capitals, without I, L, O and U, which are misheard or misread
    /// (Crockford's base 32).
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const LENGTH: usize = 10;

    #[must_use]
    pub fn random() -> Self {
        let mut random = rand::rng();
        Self(
            std::iter::repeat_with(|| {
                Self::LETTERS.get(random.random_range(0..Self::LETTERS.len()))
            })
            .flatten()
            .take(Self::LENGTH)
            .map(|letter| char::from(*letter))
            .collect(),
        )
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for TrackingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TrackingCode(…)")
    }
}
