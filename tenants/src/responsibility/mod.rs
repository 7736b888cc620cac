//! Responsibilities: place × service × period → utility. The most specific place wins.
//!
//! Uses `access`, `db`, `ledger`, and asks the verbs of `utilities` and `catalogue`. Whether a
//! place stands in the registry is looked up here, by its key alone.

mod coverage;
mod coverage_store;
mod create;
mod end;
mod lateral;
mod list;
#[allow(clippy::module_inception, reason = "the noun itself")]
mod responsibility;
mod responsible;
mod store;
mod take_in;

pub use coverage::{Coverage, Gap, Overlap, coverage, gaps, overlaps};
pub use create::create;
pub use end::end;
pub(crate) use lateral::{candidates_in_order, is_open_at, responsible_utility};
pub use list::{find, list};
pub use responsibility::{
    Boundary, NewResponsibility, Period, Place, PlaceKind, Responsibility, ResponsibilityError,
};
pub(crate) use responsible::{AnsweringRow, Ask, answering_sql, by_service};
pub use responsible::{Responsible, ServiceResponsible, responsible_at, responsible_for};
pub use take_in::{EndMoved, TakenIn, ToTakeIn, for_what, take_in, who_may_answer};
