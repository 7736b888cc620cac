//! Access tokens and the keys that sign them, browsers' cookies, and where passwords are hashed.
//! Reads the time from the domain's clock only.

pub(crate) mod browser;
pub(crate) mod cookie;
pub(crate) mod device;
mod hashing;
mod keys;
pub(crate) mod origin;
mod still_in;
mod token;
mod verified;

pub use browser::Browser;
pub use hashing::hashing;
pub use keys::{KeyError, Keys, generate, public_half};
pub use still_in::StillIn;
pub use token::{Identity, Issued, TokenError, Tokens};
