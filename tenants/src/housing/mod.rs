//! The housing registry of a community: settlements, streets with their other names, buildings
//! and entrances; how it is imported, and how a building is found from what a dispatcher types.
//!
//! The pure part (`street`, `house_number`, `spelling`, `query`, `record`, `remark`, `mapping`,
//! `read`) knows no database.

pub mod house_number;
pub mod mapping;
pub mod query;
pub mod read;
pub mod record;
pub mod remark;
pub mod spelling;
pub mod street;
