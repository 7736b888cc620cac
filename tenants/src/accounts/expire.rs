//! Forgets what is no longer of use: sessions that are over, replies that nobody repeats,
//! limits of which nothing is spent, links that are too old, mails that were settled long ago,
//! second factors that were taken away.

use chrono::Duration;

use super::{guess_store, link_store, second_factor_store, session_store as store};
use crate::db::{Db, Error};
use crate::outbox;

/// A client that was away for longer does not repeat its requests.
const KEPT_DAYS: i64 = 7;

/// How many rows were forgotten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Expired {
    pub sessions: usize,
    pub replies: usize,
    pub links: usize,
    pub mails: usize,
}

pub fn expire(db: &Db) -> Result<Expired, Error> {
    db.in_system("accounts.expire", |tx| {
        let before = tx.now() - Duration::days(KEPT_DAYS);
        guess_store::delete_unspent(tx)?;
        second_factor_store::delete_taken_away(tx)?;
        Ok(Expired {
            sessions: store::delete_sessions(tx, before)?,
            replies: store::delete_replies(tx, before)?,
            links: link_store::delete_expired_links(tx)?,
            mails: outbox::forget(tx)?,
        })
    })
}
