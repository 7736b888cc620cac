//! The housing registry of a community: settlements, streets with their other names, buildings
//! and entrances, and places that are no building; how it is edited and imported, and how a
//! building is found from what a dispatcher types.
//!
//! The pure part (`street`, `house_number`, `measure`, `spelling`, `layout`, `look_alike`, `query`,
//! `typed`, `recognise`, `weigh`, `rank`, `record`, `remark`, `mapping`, `sheet`) knows no database; the
//! modules named `…store…` have the only SQL.

mod building;
mod bulletin;
mod candidate;
mod card_store;
mod check;
mod check_store;
mod difference;
mod distort;
mod edit;
mod entry;
mod error;
mod find;
pub mod house_number;
mod houses_at;
mod import;
pub mod layout;
mod list;
mod list_store;
pub mod look_alike;
pub mod mapping;
pub mod measure;
mod named_places;
pub mod query;
mod rank;
mod recognise;
pub mod record;
pub mod remark;
pub mod sheet;
pub mod spelling;
mod store_entries;
mod store_import;
pub mod street;
mod streets_alike;
mod typed;
mod weigh;

pub use building::{Building, building};
pub use bulletin::{Bulletin, Doubt, MeantPlace, MeantStreet, Uncertain, read_bulletin};
pub use candidate::{Candidate, Elsewhere, Found, FoundBy, Hint, PlaceCandidate, Reason};
pub(crate) use card_store::{card_sql, read_card};
pub use check::{AddressCheck, Share, Tried, addresses, check};
pub use distort::{Distortion, Printed};
pub use edit::{
    AliasChange, BuildingChange, EntranceChange, NewAlias, NewBuilding, NewEntrance, NewPlace,
    NewSettlement, NewStreet, Place, PlaceChange, Position, Renaming, SettlementChange, StreetCard,
    StreetChange, change_alias, change_building, change_entrance, change_place, change_settlement,
    change_street, create_alias, create_building, create_entrance, create_place, create_settlement,
    create_street, place, places, settlement, street,
};
pub use entry::{
    AliasEntry, BuildingEntry, EntranceEntry, EntryState, FlatQueue, Management, NamedPlaceKind,
    PlaceEntry, SettlementCategory, SettlementEntry, StreetEntry,
};
pub use error::Error;
pub use find::find;
pub use import::{
    FileReport, Import, ImportError, ImportReport, Mode, Progress, Table, Tally, Watch,
    import_records,
};
pub use list::{
    HouseOnStreet, Settlement, Street, StreetCursor, StreetsSought, buildings_on, settlements,
    streets,
};
