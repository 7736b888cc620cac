//! From what a dispatcher types to the buildings that may be meant: street first, then house.

use std::collections::{HashMap, HashSet};

use super::Error;
use super::candidate::{Found, Hint, Reason};
use super::house_number::HouseReading;
use super::houses_at::{Houses, Wanted, houses_at};
use super::list::settlements;
use super::list_store::settlements_elsewhere;
use super::named_places::named_places;
use super::query::{Reading, read_query};
use super::rank::rank;
use super::recognise::{Recognised, is_settlement_word, names_before_a_street, recognise};
use super::spelling::{Word, lossy_key, words_of};
use super::streets_alike::{NamedStreet, settled, streets_alike};
use super::typed::{Settled, Sought};
use crate::access::Action;
use crate::db::CommunityTx;

/// Streets of one line whose houses are looked up.
const MOST_STREETS: usize = 60;

/// Finds the buildings that a typed line may mean.
pub fn find(tx: &mut CommunityTx<'_>, line: &str) -> Result<Found, Error> {
    tx.require(Action::SearchHousing)?;
    let mut found = find_each(tx, &[line])?.pop().unwrap_or_default();
    let nothing_sure = found.candidates.iter().all(|c| c.found_by.is_fuzzy());
    let no_building = found.candidates.iter().all(|c| c.building.is_none());
    if nothing_sure && (no_building || begins_with_settlement(line)) {
        name_settlements(tx, line, &mut found)?;
    }
    name_community_behind(tx, &mut found)?;
    if no_building {
        found.places = named_places(tx, line)?;
        let is_known = !found.places.is_empty();
        found.hint = found
            .hint
            .filter(|hint| !is_known || *hint != Hint::UnknownStreet);
    }
    Ok(found)
}

/// «м. Гайсин, …»: whoever says that it is a settlement means no street that is called nearly so.
fn begins_with_settlement(line: &str) -> bool {
    read_query(line)
        .iter()
        .any(|reading| is_settlement_word(words_of(&reading.street).first()))
}

/// Where a line that leads to no building may belong: the settlements of which it is the whole
/// name, and those of other communities that it names by themselves or before a street.
fn name_settlements(tx: &mut CommunityTx<'_>, line: &str, found: &mut Found) -> Result<(), Error> {
    let readings = read_query(line);
    let words: Vec<Vec<Word>> = readings.iter().map(|read| words_of(&read.street)).collect();
    let whole: HashSet<String> = readings
        .iter()
        .filter(|reading| reading.houses.is_empty())
        .map(|reading| lossy_key(&reading.street))
        .filter(|key| !key.is_empty())
        .collect();
    let mut all = settlements(tx)?;
    let ours = all.iter().any(|one| {
        let key = lossy_key(&one.name);
        words.iter().any(|words| names_before_a_street(words, &key))
    });
    all.retain(|settlement| whole.contains(&lossy_key(&settlement.name)));
    let mut elsewhere = settlements_elsewhere(tx)?;
    elsewhere.retain(|one| {
        let key = lossy_key(&one.settlement);
        whole.contains(&key)
            || !ours && words.iter().any(|words| names_before_a_street(words, &key))
    });
    found.hint = match (all.is_empty(), elsewhere.is_empty()) {
        (false, _) => Some(Hint::OnlySettlement),
        (true, false) => Some(Hint::OtherCommunity),
        (true, true) => found.hint,
    };
    (found.settlements, found.elsewhere) = (all, elsewhere);
    Ok(())
}

/// «Козацька 12, м. Гайсин»: what stands behind the house may be another community's settlement.
fn name_community_behind(tx: &mut CommunityTx<'_>, found: &mut Found) -> Result<(), Error> {
    let behind = |found: &Found| -> Option<String> {
        let words = words_of(&found.candidates.first()?.unread);
        let name = words.iter().filter(|word| !is_settlement_word(Some(word)));
        let name: Vec<&str> = name.map(|word| word.lossy.as_str()).collect();
        Some(name.join(" ")).filter(|name| !name.is_empty())
    };
    let Some(behind) = behind(found) else {
        return Ok(());
    };
    let mut elsewhere = settlements_elsewhere(tx)?;
    elsewhere.retain(|one| lossy_key(&one.settlement) == behind);
    if !elsewhere.is_empty() {
        found.hint = Some(Hint::OtherCommunity);
        found.elsewhere = elsewhere;
    }
    Ok(())
}

/// The same for many lines, in as many round trips as for one. The right is the caller's to ask.
pub(super) fn find_each(
    tx: &mut CommunityTx<'_>,
    lines: &[impl AsRef<str>],
) -> Result<Vec<Found>, Error> {
    let settled = settled(tx)?;
    let mut sought = Sought::default();
    let lines: Vec<Line> = lines
        .iter()
        .map(|line| Line::read(line.as_ref(), &mut sought, &settled))
        .collect();
    if sought.is_empty() {
        return Ok(lines.iter().map(|_| Found::nothing_typed()).collect());
    }
    let streets = streets_alike(tx, &sought, &settled)?;
    let hits: Vec<Vec<Hit<'_>>> = lines.iter().map(|line| line.recognise(&streets)).collect();
    let mut wanted = Wanted::default();
    for hit in hits.iter().flatten() {
        let with_flats = hit
            .reading
            .houses
            .iter()
            .filter_map(HouseReading::fraction_as_flat);
        wanted.add(hit.street.id, &hit.reading.houses);
        wanted.add(hit.street.id, &with_flats.collect::<Vec<_>>());
    }
    let houses = houses_at(tx, &wanted)?;
    lines
        .iter()
        .zip(hits)
        .map(|(line, hits)| line.found(&hits, &houses))
        .collect()
}

impl Found {
    fn nothing_typed() -> Self {
        Self {
            hint: Some(Hint::NoStreet),
            ..Self::default()
        }
    }
}

/// A line, in every way that makes sense.
pub(super) struct Line {
    /// The key by which its candidates come.
    key: usize,
    /// With the words of the street.
    pub(super) readings: Vec<(Reading, Vec<Word>)>,
}

/// A street that one reading of a line may mean.
pub(super) struct Hit<'a> {
    pub(super) reading: &'a Reading,
    pub(super) street: &'a NamedStreet,
    pub(super) recognised: Recognised,
}

impl Line {
    fn read(line: &str, sought: &mut Sought, settlements: &[Settled]) -> Self {
        let readings = read_query(line);
        let (key, words) = sought.line(readings.iter(), settlements);
        let readings = readings.into_iter().zip(words);
        Self {
            key,
            readings: readings
                .filter_map(|(reading, words)| Some((reading, words?)))
                .collect(),
        }
    }

    fn recognise<'a>(&'a self, streets: &'a HashMap<usize, Vec<NamedStreet>>) -> Vec<Hit<'a>> {
        let mut hits = Vec::new();
        for (reading, words) in &self.readings {
            for street in streets.get(&self.key).into_iter().flatten() {
                if let Some(recognised) = recognise(words, street)
                    && is_plausible(reading, &recognised)
                {
                    hits.push(Hit {
                        reading,
                        street,
                        recognised,
                    });
                }
            }
        }
        hits.sort_by(|a, b| b.recognised.score.total_cmp(&a.recognised.score));
        hits.truncate(MOST_STREETS);
        hits
    }

    fn found(&self, hits: &[Hit<'_>], houses: &Houses) -> Result<Found, Error> {
        if self.readings.is_empty() {
            return Ok(Found::nothing_typed());
        }
        let mut candidates = Vec::new();
        for hit in hits {
            candidates.extend(self.weigh(hit, houses)?);
        }
        Ok(rank(candidates))
    }
}

/// A number taken for a part of the name must be one: else it is the house that it looks like.
fn is_plausible(reading: &Reading, recognised: &Recognised) -> bool {
    let numbered = reading.street.ends_with(|c: char| c.is_ascii_digit());
    !(reading.houses.is_empty() && numbered && recognised.reasons.contains(&Reason::Typo))
}

#[cfg(test)]
mod tests;
