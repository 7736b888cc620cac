//! Regions: the oblast whose communities form one federation. Set up from the command line,
//! changed by its administrators. Uses `access`, `db`, `ledger`.

mod change;
mod create;
mod find;
pub mod katottg;
mod region;
mod store;

pub use change::change;
pub use create::create;
pub(crate) use find::code;
pub use find::{all, find};
pub use katottg::Katottg;
pub use region::{NewRegion, Region, RegionChange, RegionError};
