//! The demo oblast: real communities and settlements, and everything else invented from a seed.
//! Its files under `config/demo/` are embedded. What is generated is plain data: it enters the
//! database only by the verbs that real data enters by. Knows no database and no HTTP.

pub mod chance;
pub mod houses;
pub mod people;
pub mod places;
pub mod registry;
pub mod sheet;
pub mod utilities;
pub mod words;
