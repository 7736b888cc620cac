//! Who acts, as what, and what they may do. Pure: knows no database.

mod action;
mod actor;
mod policy;
mod role;
mod second_factor;

pub use action::Action;
pub use actor::{Actor, Membership, Scope, role_for};
pub use policy::permits;
pub use role::Role;
pub use second_factor::SecondFactorDuty;
