//! Hand-overs: one community offers an appeal to another, which accepts it and works on its
//! own copy, or refuses it with a reason. The sender keeps sight of it.

mod accept;
mod complete;
mod error;
mod handover;
mod list;
mod offer;
mod refuse;
mod relay;
mod store;
mod withdraw;

pub use accept::{Accepted, accept};
pub(crate) use complete::complete;
pub use error::Error;
pub use handover::{Handover, HandoverState};
pub use list::{Direction, ListCursor, find, list};
pub use offer::{NewHandover, Offered, offer};
pub use refuse::{Refusal, refuse};
pub use relay::relay;
pub use withdraw::withdraw;
