//! From what a dispatcher types to the buildings that may be meant: street first, then house.

use std::collections::HashMap;

use super::building::stored_kind;
use super::query::{Reading, TypedAs, read_query};
use super::spelling::{exact_key, lossy_key};
use super::store::{self, NamedStreet};
use super::street::{StreetKind, parse_street};
use super::{Error, house_number::HouseReading};
use crate::access::Action;
use crate::db::CommunityTx;
use crate::ids::{BuildingId, StreetId};

const MOST: usize = 20;
/// Below stands what was found by its name but under another type of street.
const CERTAIN: f64 = 0.9;

/// By what a street was recognised, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundBy {
    Name,
    OldName,
    OtherName,
    /// The name begins so, or one of its words does.
    Beginning,
    /// Only the lossy key is the same, or much of it.
    Likeness,
}

impl FoundBy {
    /// The stable text for the outside.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::OldName => "old_name",
            Self::OtherName => "other_name",
            Self::Beginning => "beginning",
            Self::Likeness => "likeness",
        }
    }

    /// Whether the dispatcher has to look before this is taken.
    #[must_use]
    pub const fn is_fuzzy(self) -> bool {
        matches!(self, Self::Beginning | Self::Likeness)
    }
}

/// A building, or a street when no house was typed or the street has none of that number.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub settlement: String,
    pub street_id: StreetId,
    pub street_kind: StreetKind,
    pub street: String,
    /// The old or other name by which the street was found.
    pub alias: Option<String>,
    pub building: Option<(BuildingId, String)>,
    pub flat: Option<String>,
    pub found_by: FoundBy,
    pub typed_as: TypedAs,
    /// From 0 to 1; only the order matters.
    pub score: f64,
}

/// What the line lacks, or names in vain, when no building is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// A house was typed without its street, or nothing that could be a street.
    NoStreet,
    /// Nothing in the registry is called so, nor anything like it.
    UnknownStreet,
    /// Streets are offered, and none of them has the house that was typed.
    UnknownHouse,
}

impl Hint {
    /// The stable text for the outside.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoStreet => "street_missing",
            Self::UnknownStreet => "street_unknown",
            Self::UnknownHouse => "house_unknown",
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The likeliest first.
    pub candidates: Vec<Candidate>,
    /// The one building that was certainly meant: nothing fuzzy or ambiguous, and no other as certain.
    pub certain: Option<BuildingId>,
    pub hint: Option<Hint>,
}

/// Finds the buildings that a typed line may mean.
pub fn find(tx: &mut CommunityTx<'_>, line: &str) -> Result<Found, Error> {
    tx.require(Action::SearchHousing)?;
    let readings: Vec<Reading> = read_query(line)
        .into_iter()
        .filter(|r| !r.street.is_empty())
        .collect();
    let mut keys: Vec<String> = readings
        .iter()
        .map(|r| lossy_key(&r.street))
        .filter(|k| !k.is_empty())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    if keys.is_empty() {
        return Ok(Found {
            hint: Some(Hint::NoStreet),
            ..Found::default()
        });
    }
    let streets = store::streets_alike(tx, &keys)?;
    let mut ids: Vec<StreetId> = streets.iter().map(|street| street.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut numbers: Vec<String> = readings
        .iter()
        .flat_map(|r| &r.houses)
        .map(|h| h.house.key())
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut buildings = HashMap::new();
    if !numbers.is_empty() {
        for (id, street, number, key) in store::buildings_at(tx, &ids, &numbers)? {
            buildings.insert((street, key), (id, number));
        }
    }
    let mut candidates = Vec::new();
    for reading in &readings {
        let key = lossy_key(&reading.street);
        for street in streets.iter().filter(|street| street.typed == key) {
            weigh(reading, street, &buildings, &mut candidates)?;
        }
    }
    let ambiguous = readings.iter().any(|reading| reading.houses.len() > 1);
    let mut found = rank(candidates, ambiguous);
    found.hint = hint(&found, !numbers.is_empty());
    Ok(found)
}

fn hint(found: &Found, house_typed: bool) -> Option<Hint> {
    if found.candidates.is_empty() {
        Some(Hint::UnknownStreet)
    } else if house_typed && found.candidates.iter().all(|c| c.building.is_none()) {
        Some(Hint::UnknownHouse)
    } else {
        None
    }
}

type Buildings = HashMap<(StreetId, String), (BuildingId, String)>;

fn weigh(
    reading: &Reading,
    street: &NamedStreet,
    buildings: &Buildings,
    candidates: &mut Vec<Candidate>,
) -> Result<(), Error> {
    let kind = stored_kind(&street.kind)?;
    let (found_by, mut score) = recognise(reading, street);
    // A number taken for a part of the name must be one: else it is the house that it looks like.
    if found_by == FoundBy::Likeness
        && reading.houses.is_empty()
        && reading.street.ends_with(|c: char| c.is_ascii_digit())
        && street.search_key != street.typed
    {
        return Ok(());
    }
    // People mistake the type of a street more often than its name; an old name had its own.
    if street.alias.is_none() && reading.kind.is_some_and(|typed| typed != kind) {
        score *= 0.8;
    }
    let base = Candidate {
        settlement: street.settlement.clone(),
        street_id: street.id,
        street_kind: kind,
        street: street.name.clone(),
        alias: street.alias.clone(),
        building: None,
        flat: None,
        found_by,
        typed_as: reading.typed_as,
        score,
    };
    let before = candidates.len();
    for HouseReading { house, flat } in &reading.houses {
        if let Some((id, number)) = buildings.get(&(street.id, house.key())) {
            let building = Some((*id, number.clone()));
            candidates.push(Candidate {
                building,
                flat: flat.clone(),
                ..base.clone()
            });
        }
    }
    if candidates.len() == before {
        // Without its house a street is worth showing, behind every building.
        let score = if reading.houses.is_empty() {
            score * 0.9
        } else {
            score * 0.4
        };
        candidates.push(Candidate { score, ..base });
    }
    Ok(())
}

fn recognise(reading: &Reading, street: &NamedStreet) -> (FoundBy, f64) {
    let typed = exact_key(&reading.street);
    let same_name = |name: &str| {
        exact_key(name) == typed
            || parse_street(name)
                .iter()
                .any(|r| exact_key(&r.name) == typed)
    };
    match (street.alias.as_deref(), street.alias_kind.as_deref()) {
        (None, _) if same_name(&street.name) => (FoundBy::Name, 1.0),
        (Some(alias), Some("old")) if same_name(alias) => (FoundBy::OldName, 0.95),
        (Some(alias), _) if same_name(alias) => (FoundBy::OtherName, 0.9),
        _ if street.search_key == street.typed => (FoundBy::Likeness, 0.85),
        _ if street.search_key.starts_with(&street.typed)
            || street
                .search_key
                .split(' ')
                .any(|word| word.starts_with(&street.typed)) =>
        {
            (FoundBy::Beginning, 0.6 + 0.2 * f64::from(street.similarity))
        }
        _ => (FoundBy::Likeness, 0.7 * f64::from(street.similarity)),
    }
}

fn rank(mut candidates: Vec<Candidate>, ambiguous: bool) -> Found {
    candidates.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(a.street_id.cmp(&b.street_id))
    });
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let known = kept
            .iter()
            .any(|k| match (&k.building, &candidate.building) {
                (Some(one), Some(other)) => one.0 == other.0 && k.flat == candidate.flat,
                (_, None) => k.street_id == candidate.street_id,
                (None, Some(_)) => false,
            });
        if !known && kept.len() < MOST {
            kept.push(candidate);
        }
    }
    let sure = kept
        .iter()
        .filter(|c| !c.found_by.is_fuzzy() && c.score >= CERTAIN);
    let sure: Vec<BuildingId> = sure
        .filter_map(|c| c.building.as_ref().map(|b| b.0))
        .collect();
    let certain = match sure.as_slice() {
        [one] if !ambiguous => Some(*one),
        _ => None,
    };
    Found {
        candidates: kept,
        certain,
        hint: None,
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests {
    use super::*;

    fn street(name: &str, kind: StreetKind, alias: Option<&str>) -> NamedStreet {
        NamedStreet {
            id: StreetId::new(),
            kind: kind.code().to_owned(),
            name: name.to_owned(),
            settlement: "Кленове".to_owned(),
            alias: alias.map(str::to_owned),
            alias_kind: alias.map(|_| "old".to_owned()),
            search_key: lossy_key(alias.unwrap_or(name)),
            typed: String::new(),
            similarity: 0.5,
        }
    }

    /// What `find` does once the database has answered: every street has houses 1 and 12.
    fn found(line: &str, streets: &[NamedStreet]) -> Found {
        let readings: Vec<_> = read_query(line);
        let mut buildings = Buildings::new();
        for street in streets {
            for number in ["1", "12"] {
                buildings.insert(
                    (street.id, number.to_owned()),
                    (BuildingId::new(), number.to_owned()),
                );
            }
        }
        let mut candidates = Vec::new();
        for reading in &readings {
            for street in streets {
                let street = NamedStreet {
                    typed: lossy_key(&reading.street),
                    ..street.clone()
                };
                weigh(reading, &street, &buildings, &mut candidates).unwrap();
            }
        }
        let mut found = rank(candidates, readings.iter().any(|r| r.houses.len() > 1));
        found.hint = hint(&found, readings.iter().any(|r| !r.houses.is_empty()));
        found
    }

    #[test]
    fn the_exact_name_with_its_house_is_certain() {
        let streets = [street("Кленова", StreetKind::Vulytsia, None)];
        let found = found("вул. кленова 12", &streets);
        assert_eq!(found.candidates[0].found_by, FoundBy::Name);
        assert_eq!(
            found.certain,
            found.candidates[0].building.as_ref().map(|b| b.0)
        );
        assert!(found.certain.is_some());
    }

    #[test]
    fn what_leads_to_no_building_says_why() {
        let streets = [street("Кленова", StreetKind::Vulytsia, None)];
        let hint_of = |line: &str| found(line, &streets).hint;
        assert_eq!(hint_of("Кленова 12"), None);
        assert_eq!(hint_of("Кленова"), None);
        assert_eq!(hint_of("Кленова 131в/9"), Some(Hint::UnknownHouse));
        assert_eq!(found("Кленова 12", &[]).hint, Some(Hint::UnknownStreet));
        assert!(read_query("131в/9").iter().all(|r| r.street.is_empty()));
    }

    #[test]
    fn an_old_name_leads_to_the_street_and_says_so() {
        let found = found(
            "Лампова 12",
            &[street("Кленова", StreetKind::Vulytsia, Some("Лампова"))],
        );
        assert_eq!(found.candidates[0].found_by, FoundBy::OldName);
        assert_eq!(found.candidates[0].alias.as_deref(), Some("Лампова"));
        assert!(found.certain.is_some());
    }

    #[test]
    fn a_likeness_is_offered_and_never_certain() {
        for typed in ["ул. Кленовая 12", "Клєнова 12", "Клен 12"] {
            let found = found(typed, &[street("Кленова", StreetKind::Vulytsia, None)]);
            assert!(found.candidates[0].building.is_some(), "{typed}");
            assert!(found.candidates[0].found_by.is_fuzzy(), "{typed}");
            assert_eq!(found.certain, None, "{typed}");
        }
    }

    #[test]
    fn two_streets_of_one_name_leave_the_choice_to_the_dispatcher() {
        let two = [
            street("Кленова", StreetKind::Vulytsia, None),
            street("Кленова", StreetKind::Ploshcha, None),
        ];
        assert_eq!(found("Кленова 12", &two).certain, None);
        assert!(found("площа Кленова 12", &two).certain.is_some());
    }

    #[test]
    fn another_type_or_an_ambiguous_house_is_never_certain() {
        let streets = [street("Кленова", StreetKind::Vulytsia, None)];
        assert_eq!(found("пров. Кленова 12", &streets).certain, None);
        assert_eq!(found("Кленова 12-5", &streets).certain, None);
    }

    #[test]
    fn a_street_without_the_house_is_shown_behind() {
        let streets = [street("Кленова", StreetKind::Vulytsia, None)];
        let found = found("Кленова 99", &streets);
        assert_eq!(found.candidates.len(), 1);
        assert_eq!(
            (found.candidates[0].building.clone(), found.certain),
            (None, None)
        );
    }
}
