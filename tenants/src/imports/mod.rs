//! Files that are brought into a registry over HTTP: how far each has come, whoever takes it.

mod begin;
mod error;
mod find;
mod import;
mod store;
mod tell;

pub use begin::begin;
pub use error::ImportsError;
pub use find::{find, list, rows};
pub use import::{GivenRows, Import, ImportState, NewImport, Seen};
pub use tell::{End, end, tell};
