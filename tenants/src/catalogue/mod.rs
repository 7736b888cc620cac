//! What people call about: the list of services, how urgent each is, the times it is given and
//! the kind of utility that usually sees to it. [`read`] takes the list that is embedded in the
//! program; [`load`] gives it to a region; [`list`] shows it to those inside.

mod change;
mod find;
mod listed;
mod load;
mod local;
pub mod read;
pub mod service;
mod store;
pub mod vocabulary;

pub use change::change;
pub use find::{find, list, list_for_utility, list_in_region};
pub use listed::{CatalogueError, ListedService};
pub use load::{Loaded, load};
pub use local::{LocalService, Override, ServiceState};
pub use service::ServiceCode;
