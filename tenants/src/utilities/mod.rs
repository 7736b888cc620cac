//! Utilities: who does the work. One belongs to a community, or to the region and then serves
//! every community of it. Uses `access`, `db`, `ledger`, the catalogue's vocabulary and the
//! telephone numbers of `calls`.

mod change;
mod create;
mod find;
mod list;
mod store;
mod utility;

pub use change::{change, change_regional};
pub use create::{create, create_regional};
pub use find::{find, find_in_region, own};
pub use list::{list, list_in_region};
pub use utility::{NewUtility, Utility, UtilityChange, UtilityError, UtilityState};
