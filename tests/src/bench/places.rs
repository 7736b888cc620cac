//! The identifiers of what `sql/region.sql` makes.

use uuid::Uuid;

pub(crate) const COMMUNITIES: usize = 63;
pub(crate) const BUILDINGS: usize = 1_000;
pub(crate) const SERVICES: usize = 35;

fn id(what: usize, n: usize) -> Uuid {
    let text = format!("00000000-00{what:02}-7000-8000-{n:012}");
    // Digits in the form of a UUID always read as one.
    text.parse().unwrap_or_default()
}

pub(crate) fn region() -> Uuid {
    id(1, 0)
}

pub(crate) fn community(c: usize) -> Uuid {
    id(2, c)
}

pub(crate) fn utility(u: usize) -> Uuid {
    id(3, u)
}

pub(crate) fn building(c: usize, b: usize) -> Uuid {
    id(6, c * BUILDINGS + b)
}

/// A house of the large community of `sql/registry.sql`.
pub(crate) fn large_building(b: usize) -> Uuid {
    id(27, b)
}

pub(crate) fn dispatcher(c: usize) -> Uuid {
    id(9, c)
}

/// A session of the dispatcher of community 0, of which there are a thousand.
pub(crate) fn session(n: usize) -> Uuid {
    id(16, n)
}

pub(crate) fn staff(u: usize) -> Uuid {
    id(10, u)
}

pub(crate) fn coordinator() -> Uuid {
    id(11, 0)
}
