//! The housing registry of a community: settlements, streets with their other names, buildings
//! and entrances; how it is imported, and how a building is found from what a dispatcher types.
//!
//! The pure part (`street`, `house_number`, `spelling`, `query`, `record`, `remark`, `mapping`,
//! `read`) knows no database; `store` and `list_store` have the only SQL.

mod building;
mod error;
mod find;
pub mod house_number;
mod import;
mod list;
mod list_store;
pub mod mapping;
pub mod query;
pub mod read;
pub mod record;
pub mod remark;
pub mod spelling;
mod store;
pub mod street;

pub use building::{Building, Entrance, building};
pub use error::Error;
pub use find::{Candidate, Found, FoundBy, Hint, find};
pub use import::{ImportReport, Tally, import, import_records};
pub use list::{
    HouseOnStreet, Settlement, Street, StreetCursor, StreetsSought, buildings_on, settlements,
    streets,
};
