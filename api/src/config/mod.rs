//! The settings: defaults of the program < a file < the environment. Secrets may stand in
//! files of their own. Knows no HTTP and no database.

mod load;
mod networks;
mod secret;
mod settings;

pub use load::{ConfigError, load};
pub use networks::Networks;
pub use secret::Secret;
pub use settings::{Auth, Database, Encryption, Http, Log, LogFormat, Mail, Settings};
