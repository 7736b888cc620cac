//! The housing registry of a community: settlements, streets with their other names, buildings
//! and entrances, and places that are no building; how it is edited and imported, and how a
//! building is found from what a dispatcher types.
//!
//! The pure part (`street`, `house_number`, `measure`, `spelling`, `query`, `record`, `remark`,
//! `mapping`, `read`) knows no database; `store`, `store_entries` and `list_store` have the only
//! SQL.

mod building;
mod edit;
mod entry;
mod error;
mod find;
pub mod house_number;
mod import;
mod list;
mod list_store;
pub mod mapping;
pub mod measure;
pub mod query;
pub mod read;
pub mod record;
pub mod remark;
pub mod spelling;
mod store;
mod store_entries;
pub mod street;

pub use building::{Building, building, card};
pub use edit::{
    AliasChange, BuildingChange, EntranceChange, NewAlias, NewBuilding, NewEntrance, NewPlace,
    NewSettlement, NewStreet, PlaceChange, Position, Renaming, SettlementChange, StreetCard,
    StreetChange, change_alias, change_building, change_entrance, change_place, change_settlement,
    change_street, create_alias, create_building, create_entrance, create_place, create_settlement,
    create_street, place, places, settlement, street,
};
pub use entry::{
    AliasEntry, BuildingEntry, EntranceEntry, EntryState, FlatQueue, Management, NamedPlaceKind,
    PlaceEntry, SettlementEntry, StreetEntry,
};
pub use error::Error;
pub use find::{Candidate, Found, FoundBy, Hint, find};
pub use import::{ImportReport, Tally, import, import_records};
pub use list::{
    HouseOnStreet, Settlement, Street, StreetCursor, StreetsSought, buildings_on, settlements,
    streets,
};
