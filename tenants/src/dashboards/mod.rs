//! Dashboards: numbers per community, folded from the ledger.

mod counts;
mod fold;
mod metric;
mod store;

pub(crate) use counts::now;
pub use counts::{CommunityCounts, Error, of_community, of_region};
pub(crate) use fold::FOLLOWER;
pub use fold::fold;
pub use metric::Metric;
