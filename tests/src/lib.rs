//! What the black-box tests and the benchmark are made of: a PostgreSQL of their own, the running
//! program, clients with a role, measurements.

pub mod bench;
pub mod explore;
pub mod faults;
pub mod harness;
