//! What is to be sent to the world outside, at least once: written in the transaction that
//! asked for it, claimed by lease, sent with no connection held, settled.
//!
//! A message says what it is about and for which account. Its words, its address and its
//! secret are made by the sender, so that they never stand here.

mod claim;
mod list;
mod message;
mod put;
mod revive;
mod settle;
mod store;

pub use claim::{Claimed, claim};
pub use list::{find, list};
pub use message::{Channel, Message, MessageState, NewMessage, Occasion};
pub use put::{put, put_in_background};
pub use revive::revive;
pub use settle::{Outcome, forget, settle};
