//! Which houses of a street are named, and what of them is not certain by what stands beside it.
//!
//! Pure.

use super::houses::{Doubt, Houses};
use super::pieces::{Piece, Role, Said, StreetPiece};
use super::resolve::Match;

/// What is named of a street.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named<'a> {
    /// None: it stands in the text of the street itself.
    pub text: Option<String>,
    pub houses: Houses,
    /// «крім 5»: houses that are taken away, not named.
    pub excepted: bool,
    /// What is taken away from these.
    pub without: Vec<Houses>,
    pub held: Option<Held<'a>>,
}

/// Why houses that are named are not certain.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held<'a> {
    pub doubt: Doubt,
    /// What stands behind and may mean that not all of them are meant.
    pub behind: Option<&'a str>,
}

impl<'a> Named<'a> {
    const fn of(text: Option<String>, houses: Houses) -> Self {
        Self {
            text,
            houses,
            excepted: false,
            without: Vec::new(),
            held: None,
        }
    }

    pub fn printed(&self, street: &str) -> String {
        let behind = self.held.as_ref().and_then(|held| held.behind);
        let mut printed = street.to_owned();
        for text in self.text.as_deref().into_iter().chain(behind) {
            printed.push_str(", ");
            printed.push_str(text);
        }
        printed
    }

    const fn hold(&mut self, doubt: Doubt, behind: Option<&'a str>) {
        if self.held.is_none() {
            self.held = Some(Held { doubt, behind });
        }
    }

    fn take_away(&mut self, excepted: &Houses) {
        if !self.without.contains(excepted) {
            self.without.push(excepted.clone());
        }
    }

    fn names_all_of(&self, houses: &Houses) -> bool {
        !self.excepted && self.houses.has_all_of(houses)
    }
}

/// A street of which nothing is named is meant as a whole, unless what stands behind it cannot
/// be read.
pub(super) fn named<'a>(
    street: &'a StreetPiece,
    meant: &Match,
    unread: &[&'a Piece],
) -> Vec<Named<'a>> {
    let mut list: Vec<Named<'a>> = Vec::new();
    if let Some((_, Some(first))) = street.readings.get(meant.reading) {
        list.extend(first.iter().map(|houses| Named::of(None, houses.clone())));
    }
    for said in &street.houses {
        if said.role == Role::Named {
            name(&mut list, said);
        } else {
            except(&mut list, said, street);
        }
    }
    if list.is_empty() {
        list.push(all_of(street));
    }
    hold_sides(&mut list);
    for one in &mut list {
        let behind = unread
            .iter()
            .find(|unread| one.is_limited_by(unread, street));
        if let Some(behind) = behind {
            one.hold(Doubt::NotUnderstood, Some(behind.text()));
        }
    }
    list
}

/// All of a street, unless a mark behind it says that something is missing.
fn all_of(street: &StreetPiece) -> Named<'_> {
    let mut all = Named::of(None, Houses::All);
    if let Some(mark) = &street.stray {
        all.hold(Doubt::NotUnderstood, Some(mark));
    }
    all
}

fn name<'a>(list: &mut Vec<Named<'a>>, said: &'a Said) {
    if let Houses::Side(side) = said.houses
        && let Some(last) = list.last_mut()
        && let Some(settled) = last.houses.on_side(side)
    {
        let before = last.text.iter().map(String::as_str);
        let texts: Vec<&str> = before.chain([said.text.as_str()]).collect();
        last.text = Some(texts.join(", "));
        last.houses = settled;
        return;
    }
    let mut next = Named::of(Some(said.text.clone()), said.houses.clone());
    if said.houses == Houses::All && !list.is_empty() {
        if said.text.to_lowercase() == "повністю" {
            return;
        }
        next.hold(Doubt::NotUnderstood, None);
    }
    // «вул. Гоголя (крім 5), 7»: is 7 another exception?
    for one in list.iter_mut() {
        if !one.without.is_empty() && one.names_all_of(&said.houses) {
            one.take_away(&said.houses);
            next.hold(Doubt::Ambiguous, None);
        }
    }
    list.push(next);
}

fn except<'a>(list: &mut Vec<Named<'a>>, said: &'a Said, street: &'a StreetPiece) {
    if list.is_empty() {
        list.push(all_of(street));
    }
    let mut next = Named {
        excepted: true,
        ..Named::of(Some(said.text.clone()), said.houses.clone())
    };
    let known = list.iter().any(|one| one.names_all_of(&said.houses));
    let another = said.role == Role::ExceptedToo && !matches!(said.houses, Houses::Doubtful { .. });
    if !known {
        next.hold(
            if another {
                Doubt::Ambiguous
            } else {
                Doubt::NotUnderstood
            },
            None,
        );
    }
    for one in list.iter_mut().filter(|one| !one.excepted) {
        match &one.houses {
            Houses::One(house) if said.houses.may_take_away(house) => {
                one.hold(Doubt::NotUnderstood, Some(&said.text));
            }
            wide if wide.is_wide() && known => one.take_away(&said.houses),
            wide if wide.is_wide() && !another => one.hold(Doubt::NotUnderstood, Some(&said.text)),
            _ => {}
        }
    }
    list.push(next);
}

/// «1, 3 (непарні)»: those two, or all of their side? And of «1..15, непарні»?
fn hold_sides(list: &mut [Named<'_>]) {
    let named: Vec<Houses> = list
        .iter()
        .filter(|one| !one.excepted)
        .map(|one| one.houses.clone())
        .collect();
    let unread = named
        .iter()
        .any(|houses| matches!(houses, Houses::Doubtful { doubt, .. } if *doubt != Doubt::NoSide));
    for one in list.iter_mut().filter(|one| !one.excepted) {
        if let Houses::Side(side) = one.houses {
            if named.iter().any(|houses| houses.is_along(side)) {
                one.hold(Doubt::Ambiguous, None);
            } else if unread {
                one.hold(Doubt::NotUnderstood, None);
            }
        }
    }
}
