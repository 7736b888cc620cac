//! The only way to the database: a transaction that knows for whom it acts.
//!
//! `CommunityTx`, `RegionTx`, `UtilityTx` and `SystemTx` set PostgreSQL's role and context as
//! they begin; row-level security does the rest. Stores take one of them, and nothing else.

mod check;
mod community_tx;
mod error;
mod migrations;
mod once;
mod pool;
mod region_tx;
#[rustfmt::skip]
pub(crate) mod schema;
mod statement;
mod stored;
mod system_tx;
mod transact;
mod utility_tx;

pub use check::{Finding, check};
pub use community_tx::CommunityTx;
pub use error::{Denied, Error, Failure};
pub use migrations::{Migrations, revert_all};
pub(crate) use once::Keep;
pub use once::{KeptReply, NewReply, RequestKey};
pub use pool::{Db, PoolOptions};
pub use region_tx::RegionTx;
pub(crate) use statement::{Binds, Prepared, Statement};
pub(crate) use stored::{stored_as_text, words};
pub use system_tx::SystemTx;
pub use transact::Tx;
pub(crate) use transact::current_transaction;
pub use utility_tx::UtilityTx;
