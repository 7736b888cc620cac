//! What the black-box tests and the benchmark are made of: a PostgreSQL of their own, the running
//! program, clients with a role, measurements, a real browser and pictures of the screens.

pub mod bench;
pub mod browser;
mod demo;
pub mod explore;
pub mod faults;
pub mod harness;
pub mod pace;
pub mod shots;
pub mod weight;
