//! The caller, as the program knows them.

pub mod see;
