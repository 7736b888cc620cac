//! What a street that may be meant has to offer: the houses that were typed, or itself.
//!
//! Pure.

use super::Error;
use super::building::stored_kind;
use super::candidate::{Candidate, Reason};
use super::find::{Hit, Line};
use super::house_number::HouseReading;
use super::houses_at::{House, Houses};
use super::query::{Reading, TypedAs, Unsure};
use super::street::{StreetKind, parse_street};
use super::streets_alike::StreetName;

/// What is left of a score that somebody has to look at: below what is certain.
const IN_DOUBT: f64 = 0.89;
const OTHER_TYPE: f64 = 0.88;
/// Without its house a street is worth showing, behind every building.
const NO_HOUSE_TYPED: f64 = 0.9;
const NO_HOUSE_FOUND: f64 = 0.4;

impl Line {
    /// Offers the houses of a street that were typed, or the street alone.
    pub(super) fn weigh(&self, hit: &Hit<'_>, houses: &Houses) -> Result<Vec<Candidate>, Error> {
        let street = self.candidate(hit)?;
        let typed = &hit.reading.houses;
        let found = |base: &Candidate, readings: &[HouseReading]| -> Vec<Candidate> {
            let at = |reading: &HouseReading| {
                let house = houses.get(&(hit.street.id, reading.house.key()))?;
                Some(base.in_house(house, reading))
            };
            readings.iter().filter_map(at).collect()
        };
        let as_typed = found(&street, typed);
        if !as_typed.is_empty() {
            return Ok(as_typed);
        }
        let with_flats: Vec<_> = typed
            .iter()
            .filter_map(HouseReading::fraction_as_flat)
            .collect();
        let doubtful = street.clone().because(Reason::AmbiguousHouse, IN_DOUBT);
        let with_flats = found(&doubtful, &with_flats);
        if !with_flats.is_empty() {
            return Ok(with_flats);
        }
        Ok(vec![if typed.is_empty() {
            Candidate {
                score: street.score * NO_HOUSE_TYPED,
                ..street
            }
        } else {
            street.because(Reason::NoSuchHouse, NO_HOUSE_FOUND)
        }])
    }

    /// The street, as surely as it was read and recognised.
    fn candidate(&self, hit: &Hit<'_>) -> Result<Candidate, Error> {
        let Hit {
            reading,
            street,
            recognised,
        } = hit;
        let kind = stored_kind(&street.kind)?;
        let mut candidate = Candidate {
            settlement: street.settlement.clone(),
            street_id: street.id,
            street_kind: kind,
            street: street.name().to_owned(),
            alias: recognised.alias.clone(),
            building: None,
            flat: None,
            entrance: None,
            found_by: recognised.found_by,
            typed_as: reading.typed_as,
            unread: reading.unread.clone(),
            reasons: recognised.reasons.clone(),
            score: recognised.score,
        };
        candidate.reasons.extend(reading.typed_as.reason());
        if let Some(typed) = reading.kind {
            // People mistake the type of a street more often than its name; an old name had its own.
            if typed != kind
                && recognised.alias.is_none()
                && !reading.kind_is_of_name(&street.names)
            {
                candidate = candidate.because(Reason::OtherType, OTHER_TYPE);
            } else if self.is_other_type(reading, typed) {
                candidate.reasons.push(Reason::AmbiguousType);
            }
        }
        if let Some(unsure) = reading.unsure {
            candidate = candidate.because(unsure.reason(), IN_DOUBT);
        }
        if reading.houses.len() > 1 {
            candidate.reasons.push(Reason::AmbiguousHouse);
        }
        Ok(candidate)
    }

    /// Whether the same words can be read with another type.
    fn is_other_type(&self, reading: &Reading, typed: StreetKind) -> bool {
        self.readings.iter().any(|(other, _)| {
            other.street == reading.street && other.kind.is_some_and(|kind| kind != typed)
        })
    }
}

impl Candidate {
    fn because(mut self, reason: Reason, share: f64) -> Self {
        self.reasons.push(reason);
        self.score *= share;
        self
    }

    fn in_house(&self, house: &House, reading: &HouseReading) -> Self {
        let flat = reading.flat.as_deref();
        Self {
            building: Some((house.id, house.number.clone())),
            entrance: flat
                .and_then(|flat| house.entrance_of(flat))
                .or(reading.entrance),
            flat: reading.flat.clone(),
            ..self.clone()
        }
    }
}

impl Unsure {
    const fn reason(self) -> Reason {
        match self {
            Self::HouseFirst => Reason::HouseFirst,
            Self::MoreBehind => Reason::MoreBehind,
            Self::HouseUnread => Reason::HouseUnread,
        }
    }
}

impl TypedAs {
    const fn reason(self) -> Option<Reason> {
        match self {
            Self::Cyrillic => None,
            Self::LookAlikes => Some(Reason::LookAlikes),
            Self::LatinLayout => Some(Reason::LatinLayout),
            Self::RussianLayout => Some(Reason::RussianLayout),
        }
    }
}

impl Reading {
    /// «Чумацький шлях» is вулиця Чумацький шлях: the word belongs to its name.
    fn kind_is_of_name(&self, names: &[StreetName]) -> bool {
        self.kind.is_some_and(|kind| {
            names.iter().any(|name| {
                let mut readings = parse_street(&name.name).into_iter();
                readings.any(|reading| reading.kind == Some(kind))
            })
        })
    }
}
