//! Who acts when the command line acts for somebody.

use super::Login;
use super::account::AccountError;
use super::identity_store as store;
use crate::access::Actor;
use crate::db::Db;

/// The account of this login with what it may act as now. Asks for no password: only for those
/// who hold the database's credentials already.
pub fn actor_of(db: &Db, login: &Login) -> Result<Actor, AccountError> {
    db.in_system("accounts.actor_of", |tx| {
        let (account, _) = store::password_of(tx, login)?.ok_or(AccountError::NotFound)?;
        let identity = store::active(tx, account)?.ok_or(AccountError::NotFound)?;
        Ok(Actor::person(
            account,
            identity.region,
            identity.memberships,
        ))
    })
}
