//! The buildings of the file that is read, as far as later rows may ask for them.
//!
//! A million rows must not fill the memory: of each only a fingerprint of 64 bits is kept, and
//! what a contradiction is told by. Two of a million rows are mistaken for each other once in
//! some thirty million files.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasher, Hash, RandomState};

use crate::ids::BuildingId;

/// Half as wide as a `u64` is aligned, which saves a quarter of each table.
type Print = [u32; 2];

pub(super) struct Taken {
    pub id: BuildingId,
    pub street: u32,
    pub line: u32,
    /// In units of a centimetre, near enough.
    place: Option<(i32, i32)>,
    pub multi_flat: bool,
}

impl Taken {
    pub(super) fn new(
        street: usize,
        line: u64,
        place: Option<(f64, f64)>,
        multi_flat: bool,
    ) -> Self {
        Self {
            id: BuildingId::new(),
            street: narrow(street),
            line: narrow(line),
            place: place.map(|(latitude, longitude)| (small(latitude), small(longitude))),
            multi_flat,
        }
    }

    pub(super) fn place(&self) -> Option<(f64, f64)> {
        let degrees = |small: i32| f64::from(small) / UNITS;
        self.place.map(|place| (degrees(place.0), degrees(place.1)))
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
    by_number: HashMap<Print, u32>,
    /// The line on which coordinates stood first.
    by_place: HashMap<Print, u32>,
    /// The first row of a code: where it was taken, or minus the line of one that was refused.
    by_code: HashMap<Print, i32>,
    /// The other rows of codes that occur more than once.
    more: HashMap<Print, Vec<i32>>,
    random: RandomState,
}

impl Buildings {
    fn print(&self, what: impl Hash) -> Print {
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
        let at = self.by_number.get(&self.print((street, number_key)))?;
        let taken = self.taken.get(usize::try_from(*at).ok()?)?;
        (taken.street == street).then_some(taken)
    }

    /// The line on which these coordinates stand already; notes that they stand on this one.
    pub(super) fn share_place(&mut self, place: (&str, &str), line: u64) -> Option<u64> {
        let print = self.print(place);
        match self.by_place.get(&print) {
            Some(first) => Some(u64::from(*first)),
            None => {
                self.by_place.insert(print, narrow(line));
                None
            }
        }
    }

    pub(super) fn take(&mut self, taken: Taken, number_key: &str, code: &str) -> usize {
        let at = self.taken.len();
        let print = self.print((taken.street, number_key));
        self.by_number.insert(print, narrow(at));
        self.note(code, i32::try_from(at).unwrap_or(i32::MAX));
        self.taken.push(taken);
        at
    }

    pub(super) fn refuse(&mut self, code: &str, line: u64) {
        self.note(code, i32::try_from(line).map_or(i32::MIN, |line| -line));
    }

    fn note(&mut self, code: &str, what: i32) {
        let print = self.print(code);
        match self.by_code.entry(print) {
            Entry::Vacant(free) => {
                free.insert(what);
            }
            Entry::Occupied(_) => self.more.entry(print).or_default().push(what),
        }
    }

    /// Where buildings of this code were taken, and the lines of those that were refused.
    pub(super) fn with_code(&self, code: &str) -> (Vec<usize>, Vec<u64>) {
        let print = self.print(code);
        let more = self.more.get(&print).map_or(&[][..], Vec::as_slice);
        let all = self.by_code.get(&print).into_iter().chain(more);
        let (mut taken, mut refused) = (Vec::new(), Vec::new());
        for what in all {
            match usize::try_from(*what) {
                Ok(at) => taken.push(at),
                Err(_) => refused.push(u64::from(what.unsigned_abs())),
            }
        }
        (taken, refused)
    }

    /// Other files ask for codes only.
    pub(super) fn forget_numbers(&mut self) {
        self.by_number = HashMap::new();
        self.by_place = HashMap::new();
    }
}
