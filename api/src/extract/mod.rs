//! What a handler takes: who calls, and a request that was read, checked and named where it
//! is wrong. Everything here fails with a problem; only a browser's cookie is
//! looked up in the database.

mod body;
mod caller;
mod command;
mod given;
mod if_match;
mod network;
mod object;
mod parameters;

pub use body::Json;
pub use caller::{Caller, Leaving, Newcomer};
pub use command::{Command, fingerprint_without_secrets, key_of, request_key};
pub use given::given;
pub use if_match::IfMatch;
pub use network::Network;
pub use object::{Object, object, objects};
pub use parameters::{Path, Query};
