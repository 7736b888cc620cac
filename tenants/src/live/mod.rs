//! Live: what somebody who watches a community, a utility or a region is told as it happens.
//!
//! Everything comes from the ledger. An event says that something changed, which version it
//! has now and enough to mend a row that is on the screen; it names no person, and nothing
//! that its receiver could not read by asking. Each receiver's place in the ledgers is a
//! position in each of them, so that it goes on from there wherever it comes back. Uses
//! `access`, `db`, `ledger`, and the counters of `dashboards`.

mod enter;
mod notice;
mod place;
mod read;
mod store;

pub use enter::{Entrance, Error, enter};
pub use notice::{Notice, notices};
pub use place::{Place, Reach, Source};
pub use read::{Heads, Pass, Positions, between, counts_of_region, read_on};
