//! A bulletin, taken apart into streets with what stands behind each.
//!
//! Pure.

mod excepting;
mod items;
mod letter;
mod numbered;
mod piece;
mod place;
mod settlements;
mod steps;
mod stray;
mod street;
mod take;
mod within;

use super::super::spelling::lossy_key;
use super::houses::{Block, Doubt, excepted, read_houses};
use excepting::Excepting;
pub(super) use piece::{Piece, Role, Said, StreetPiece};
use place::{place, place_key};
pub(super) use settlements::name_settlements;
use settlements::settlement_name;
use steps::{Item, Step, steps};
use stray::without_marks;
use street::{has_kind, street};
use within::Within;

pub(super) fn take_apart(text: &str) -> Vec<Piece> {
    let mut reader = Reader::default();
    for step in steps(text) {
        match step {
            Step::Item(item) => reader.take(&item),
            Step::Opened { units } => reader.open(units),
            Step::Closed => reader.close(),
            Step::Ended { wrapped } => reader.end(wrapped),
            Step::Stray(marks) => reader.take_stray(&marks),
            Step::Blank => reader.excepting = None,
            Step::Number(number) | Step::Page(number) => reader.take_unsure(&number),
        }
    }
    reader.pieces
}

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    settlement: Option<String>,
    /// Names that go on a list of places: «у мікрорайонах Вишенька, Тяжилів».
    listing: Option<Doubt>,
    /// That was named last on the street.
    block: Option<Block>,
    /// In brackets.
    inside: bool,
    /// Nothing stands behind the bracket yet.
    opened: bool,
    excepting: Option<Excepting>,
    within: Option<Within>,
}

impl Reader {
    fn close(&mut self) {
        self.take_brackets();
        self.within = self.within.filter(|within| !within.bracketed);
        self.close_exception();
        self.inside = false;
    }

    fn end(&mut self, wrapped: bool) {
        self.take_brackets();
        let goes_on = |within: &Within| wrapped || (within.bracketed && self.inside);
        self.within = self.within.filter(goes_on);
        self.listing = None;
        self.end_exception(wrapped);
    }

    fn take(&mut self, item: &Item) {
        let Item {
            text: item,
            opens,
            joined,
            heads,
            marks,
        } = item;
        self.opened = false;
        let words: Vec<&str> = item.split(' ').collect();
        if let Some(rest) = excepted(&words) {
            return self.take_exception(item, &rest.join(" "), *heads);
        }
        if self.is_excepted(item, *joined) {
            return self.take_excepted(item);
        }
        if self.take_settlement(item, *opens || *joined) || self.take_place(item) {
            return;
        }
        if self.take_letter(item) || self.take_unit(item) {
            return;
        }
        let houses = read_houses(item);
        if !houses.is_empty() {
            let houses = self.settle_units(item, houses);
            return self.take_houses(item, houses);
        }
        self.excepting = None;
        let (bare, behind) = without_marks(item);
        match street(bare, self.settlement.clone()) {
            Some(street) if self.listing.is_none() || self.is_unlisted(item) => {
                self.listing = None;
                self.take_street(StreetPiece {
                    opens: *opens,
                    ..street
                });
                self.take_stray(&format!("{behind}{marks}"));
            }
            _ => self.pieces.push(Piece::Other {
                text: item.to_owned(),
                doubt: self.listing.unwrap_or(Doubt::NotUnderstood),
                place: self.listing.map(|_| place_key(item)),
            }),
        }
    }

    /// Whether a street ends the list of places; those of a crossroads are on it.
    fn is_unlisted(&self, item: &str) -> bool {
        self.listing != Some(Doubt::Crossroads) && has_kind(item)
    }

    fn take_other(&mut self, item: &str, doubt: Doubt) {
        self.pieces.push(Piece::Other {
            text: item.to_owned(),
            doubt,
            place: None,
        });
    }

    /// «м. Ладижин»: holds for the streets behind it.
    fn take_settlement(&mut self, item: &str, opens: bool) -> bool {
        let Some(name) = settlement_name(item).filter(|_| !has_kind(item)) else {
            return false;
        };
        self.settlement = Some(lossy_key(&name));
        self.listing = None;
        self.excepting = None;
        self.pieces.push(Piece::Settlement {
            text: item.to_owned(),
            name,
            opens,
            whole: false,
        });
        true
    }

    fn take_place(&mut self, item: &str) -> bool {
        let Some(doubt) = place(item) else {
            return false;
        };
        let key = place_key(item);
        self.listing = (doubt == Doubt::Microdistrict || key.is_empty()).then_some(doubt);
        self.excepting = None;
        self.pieces.push(Piece::Other {
            text: item.to_owned(),
            doubt,
            place: Some(key),
        });
        true
    }
}

#[cfg(test)]
#[allow(clippy::panic, clippy::indexing_slicing, reason = "tests")]
mod tests;
