//! The person who calls, and the call.

use crate::calls::Phone;
use crate::clock::Moment;
use crate::ids::{AccountId, AppealId, CallId};
use crate::text::{Flat, Name, Words};

/// Who calls. Everything may be missing: an unnamed emergency call is dispatched all the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applicant {
    pub name: Option<Name>,
    pub phone: Option<Phone>,
    pub flat: Option<Flat>,
}

/// What came of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallOutcome {
    Registered,
    Joined,
    Answered,
    /// The call was taken by another community, which handed the appeal over.
    HandedOver,
}

impl CallOutcome {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Joined => "joined",
            Self::Answered => "answered",
            Self::HandedOver => "handed_over",
        }
    }
}

/// A call as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    pub id: CallId,
    pub appeal: AppealId,
    pub outcome: String,
    pub applicant: Applicant,
    pub words: Words,
    pub taken_at: Moment,
    pub taken_by: Option<AccountId>,
}
