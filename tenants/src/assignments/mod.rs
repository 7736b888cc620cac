//! Assignments: what a utility is asked to do, in every community that it serves.

mod accept;
mod arrive;
mod assignment;
mod decline;
mod error;
mod inbox;
mod insert;
mod offer;
mod report;
mod step_store;
mod store;
mod work;

pub use accept::accept;
pub use arrive::arrive;
pub(crate) use assignment::Touched;
pub use assignment::{Assignment, AssignmentState, Worked};
pub use decline::decline;
pub use error::Error;
pub use inbox::{InboxCursor, find, inbox, of_appeal};
pub(crate) use offer::{Offer, Settlement, amend_open, offer, settle};
pub use report::report;
