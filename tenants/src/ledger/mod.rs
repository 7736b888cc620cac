//! The ledger: everything that happens, in the order in which it was sealed.
//!
//! An event is written in the transaction that made it happen (`append`), given a gapless
//! position and a hash over what came before (`seal`), read by followers that keep their
//! position (`follow`), shown as history, and proven unchanged (`verify`).

mod append;
mod canonical;
mod check;
mod event;
mod follow;
mod history;
mod read;
mod seal;
mod verify;

pub(crate) use append::{Flush, LastRows};
pub use canonical::{GENESIS, Hash};
pub use check::{CheckError, SealedHead, Stretch, check, head};
pub use event::{Kind, NewEvent, SealedEvent};
pub use follow::Follower;
pub(crate) use follow::{advance, read_on};
pub use history::{HistoryEntry, history};
pub(crate) use read::{Stretches, read};
pub use seal::{Sealed, seal};
pub use verify::{Break, Head, Verdict, heads, verify};
