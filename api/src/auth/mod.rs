//! Access tokens and the keys that sign them. Reads the time from the domain's clock only.

mod hashing;
mod keys;
mod token;
mod verified;

pub use hashing::hashing;
pub use keys::{KeyError, Keys, generate};
pub use token::{Identity, Issued, TokenError, Tokens};
