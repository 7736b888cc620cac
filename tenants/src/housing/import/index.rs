//! The buildings of the file that is read, as far as later rows may ask for them.
//!
//! A million rows must not fill the memory: of each only fingerprints of 64 bits are kept, and
//! what a contradiction is told by. Two fingerprints of a million rows are mistaken for each
//! other once in some four million files.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hash, RandomState};

use crate::ids::BuildingId;

/// Half as wide as a `u64` is aligned, which saves a quarter of the table.
type Print = [u32; 2];

/// What rows are known by. One table holds the prints of all three: three would each be half
/// empty when a million rows are in.
#[derive(Hash)]
enum KnownBy<'a> {
    Number(u32, &'a str),
    Place(&'a str, &'a str),
    Code(&'a str),
}

const PRINTS_OF_A_ROW: usize = 3;

/// Packed, because there are a million.
pub(super) struct Taken {
    pub id: BuildingId,
    pub street: u32,
    line: u32,
    /// In units of a centimetre, near enough.
    place: (i32, i32),
}

/// No latitude.
const NOWHERE: i32 = i32::MIN;
/// No file has as many lines: this bit of the line tells whether the house has flats.
const MULTI_FLAT: u32 = 1 << 31;

impl Taken {
    pub(super) fn new(
        street: usize,
        line: u64,
        place: Option<(f64, f64)>,
        multi_flat: bool,
    ) -> Self {
        let line: u32 = narrow(line);
        let flag = if multi_flat { MULTI_FLAT } else { 0 };
        Self {
            id: BuildingId::new(),
            street: narrow(street),
            line: line & !MULTI_FLAT | flag,
            place: place.map_or((NOWHERE, NOWHERE), |place| (small(place.0), small(place.1))),
        }
    }

    pub(super) fn line(&self) -> u64 {
        u64::from(self.line & !MULTI_FLAT)
    }

    pub(super) const fn multi_flat(&self) -> bool {
        self.line & MULTI_FLAT != 0
    }

    pub(super) fn place(&self) -> Option<(f64, f64)> {
        let degrees = |small: i32| f64::from(small) / UNITS;
        (self.place.0 != NOWHERE).then(|| (degrees(self.place.0), degrees(self.place.1)))
    }
}

const UNITS: f64 = 1e7;

fn small(degrees: f64) -> i32 {
    // Degrees are at most 180, so their units always fit.
    format!("{:.0}", degrees * UNITS)
        .parse()
        .unwrap_or(i32::MAX)
}

/// No file has more rows, and no community more streets, than this can count.
fn narrow<N: TryInto<u32>>(number: N) -> u32 {
    number.try_into().unwrap_or(u32::MAX)
}

#[derive(Default)]
pub(super) struct Buildings {
    /// Whether a file of buildings was read in this import: then only its codes count.
    pub from_file: bool,
    taken: Vec<Taken>,
    /// Numbers: where they were taken. Coordinates: the line on which they stood first. Codes:
    /// where the first row was taken, or minus the line of one that was refused.
    seen: HashMap<Print, i32>,
    /// The other rows of codes that occur more than once.
    more: HashMap<Print, Vec<i32>>,
    /// Those of the file that the registry has as retired.
    pub retired: HashSet<BuildingId>,
    random: RandomState,
}

impl Buildings {
    /// Makes room for a file of so many rows: a table that grows is there twice meanwhile.
    pub(super) fn expect(&mut self, rows: u64) {
        let rows = usize::try_from(rows).unwrap_or(0);
        self.taken.reserve_exact(rows);
        self.seen.reserve(rows.saturating_mul(PRINTS_OF_A_ROW));
    }

    fn print(&self, what: &KnownBy<'_>) -> Print {
        let hash = self.random.hash_one(what).to_le_bytes();
        let [a, b, c, d, e, f, g, h] = hash;
        [
            u32::from_le_bytes([a, b, c, d]),
            u32::from_le_bytes([e, f, g, h]),
        ]
    }

    pub(super) fn get(&self, at: usize) -> Option<&Taken> {
        self.taken.get(at)
    }

    pub(super) fn set_id(&mut self, at: usize, id: BuildingId) {
        if let Some(taken) = self.taken.get_mut(at) {
            taken.id = id;
        }
    }

    /// The building of this number that stands in the file already.
    pub(super) fn with_number(&self, street: usize, number_key: &str) -> Option<&Taken> {
        let street = narrow(street);
        let at = self
            .seen
            .get(&self.print(&KnownBy::Number(street, number_key)))?;
        let taken = self.taken.get(usize::try_from(*at).ok()?)?;
        (taken.street == street).then_some(taken)
    }

    /// The line on which these coordinates stand already; notes that they stand on this one.
    pub(super) fn share_place(&mut self, place: (&str, &str), line: u64) -> Option<u64> {
        match self
            .seen
            .entry(self.print(&KnownBy::Place(place.0, place.1)))
        {
            Entry::Occupied(first) => u64::try_from(*first.get()).ok(),
            Entry::Vacant(free) => {
                free.insert(i32::try_from(line).unwrap_or(i32::MAX));
                None
            }
        }
    }

    pub(super) fn take(&mut self, taken: Taken, number_key: &str, code: &str) -> usize {
        let at = self.taken.len();
        let place = i32::try_from(at).unwrap_or(i32::MAX);
        let number = self.print(&KnownBy::Number(taken.street, number_key));
        self.seen.insert(number, place);
        self.note(code, place);
        self.taken.push(taken);
        at
    }

    pub(super) fn refuse(&mut self, code: &str, line: u64) {
        self.note(code, i32::try_from(line).map_or(i32::MIN, |line| -line));
    }

    fn note(&mut self, code: &str, what: i32) {
        let print = self.print(&KnownBy::Code(code));
        match self.seen.entry(print) {
            Entry::Vacant(free) => {
                free.insert(what);
            }
            Entry::Occupied(_) => self.more.entry(print).or_default().push(what),
        }
    }

    /// Where buildings of this code were taken, and the lines of those that were refused.
    pub(super) fn with_code(&self, code: &str) -> (Vec<usize>, Vec<u64>) {
        let print = self.print(&KnownBy::Code(code));
        let more = self.more.get(&print).map_or(&[][..], Vec::as_slice);
        let all = self.seen.get(&print).into_iter().chain(more);
        let (mut taken, mut refused) = (Vec::new(), Vec::new());
        for what in all {
            match usize::try_from(*what) {
                Ok(at) => taken.push(at),
                Err(_) => refused.push(u64::from(what.unsigned_abs())),
            }
        }
        (taken, refused)
    }
}
