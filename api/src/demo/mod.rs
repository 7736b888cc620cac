//! The demo oblast: real communities and settlements, and everything else invented from a seed.
//! Its files under `config/demo/` are embedded. It enters the database by the verbs that real
//! data enters by. Knows no HTTP.

pub mod chance;
pub mod error;
mod given;
pub mod houses;
pub mod load;
pub mod night;
mod open_places;
pub mod people;
pub mod places;
pub mod registry;
pub mod script;
pub mod sheet;
mod staff;
pub mod story;
pub mod utilities;
pub mod welcome;
pub mod words;
