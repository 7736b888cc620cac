//! The caller, as the program knows them.

pub mod second_factor;
pub mod see;
