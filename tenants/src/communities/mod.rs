//! Communities: the tenants. A region's administrator creates and changes them; everybody in
//! the region may know their names. Uses `access`, `db`, `ledger`, and KATOTTG of `regions`.

mod change;
mod community;
mod create;
mod find;
mod list;
mod store;

pub use change::change;
pub use community::{Community, CommunityChange, CommunityError, CommunityState, NewCommunity};
pub use create::create;
pub use find::{find, own};
pub use list::{list, list_for_utility, neighbours};
