//! Calls: who rang, from which number, about what, and what came of it. Personal data
//! lives here and nowhere else.

mod applicant;
mod look_up;
mod phone;
mod record;
mod store;

pub use applicant::{Applicant, Call, CallOutcome};
pub(crate) use look_up::note_look_up;
pub use phone::{Phone, PhoneError};
pub use record::of_appeal;
pub(crate) use record::{amend_first, record};
