//! What people call about: the list of services, how urgent each is, the times it is given and
//! the kind of utility that usually sees to it. The types are pure; [`read`] takes the list that
//! is embedded in the program. Uses nothing but the `csv` reader.

pub mod read;
pub mod service;
pub mod vocabulary;
