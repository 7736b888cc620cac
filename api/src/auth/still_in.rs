//! Whether somebody who showed an access token is still in.
//!
//! Tokens are read without the database. So every copy of the program reads several times in a
//! second what was taken away, keeps it in memory, and judges by that. No request is let in by
//! what was known more than a moment ago: when the reading has fallen behind, the request reads
//! by itself, and is refused while the database is away.

use std::sync::{PoisonError, RwLock, RwLockReadGuard};
use std::time::{Duration, Instant};

use tenants::accounts::{self, TakenAway};
use tenants::db::{Db, Error};
use tokio::sync::Mutex;

use super::Identity;
use crate::app::App;
use crate::error::{Code, Problem};

/// How old knowledge may be by which a request is let in: whoever is put out is out within a
/// second.
const MOMENT: Duration = Duration::from_millis(800);
/// From time to time all is read anew, so that what is old is forgotten.
const ANEW: Duration = Duration::from_secs(3600);

#[derive(Debug, Default)]
pub struct StillIn {
    known: RwLock<Known>,
    /// Held by the one request that reads for all who wait. Says when reading failed last.
    catching_up: Mutex<Option<Instant>>,
}

#[derive(Debug, Default)]
struct Known {
    away: TakenAway,
    /// When the last reading began.
    read: Option<Instant>,
    anew: Option<Instant>,
}

impl StillIn {
    /// Reads what was taken away since the last time.
    pub fn read(&self, db: &Db) -> Result<(), Error> {
        let began = Instant::now();
        let (anew, since) = {
            let known = self.known();
            let is_old = |at: Instant| began.duration_since(at) > ANEW;
            let anew = known.anew.is_none_or(is_old);
            (anew, if anew { 0 } else { known.away.known_below() })
        };
        let news = accounts::news(db, since)?;
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        // Another one began later and has read all of this.
        if known.read.is_some_and(|read| read > began) {
            return Ok(());
        }
        if anew {
            known.away = TakenAway::default();
            known.anew = Some(began);
        }
        known.away.add(news);
        known.read = Some(began);
        Ok(())
    }

    /// Nothing when too little is known to say.
    pub(crate) fn judge(&self, identity: &Identity) -> Option<bool> {
        let known = self.known();
        let is_fresh = known.read.is_some_and(|read| read.elapsed() <= MOMENT);
        is_fresh.then(|| leaves(&known.away, identity))
    }

    /// The same after reading, if need be.
    pub(crate) async fn find_out(&self, app: &App, identity: &Identity) -> Result<bool, Problem> {
        let asked = Instant::now();
        let mut failed = self.catching_up.lock().await;
        if let Some(judged) = self.judge(identity) {
            return Ok(judged);
        }
        // Whoever waited for a reading that failed does not wait for another one.
        if failed.is_some_and(|failed| failed > asked) {
            return Err(Problem::new(Code::Unavailable).retry_after(2));
        }
        let still_in = app.still_in.clone();
        let read = app
            .database
            .blocking("accounts.taken_away", move |db| Ok(still_in.read(db)?))
            .await;
        if read.is_err() {
            *failed = Some(Instant::now());
        }
        read?;
        Ok(leaves(&self.known().away, identity))
    }

    fn known(&self) -> RwLockReadGuard<'_, Known> {
        self.known.read().unwrap_or_else(PoisonError::into_inner)
    }
}

fn leaves(away: &TakenAway, identity: &Identity) -> bool {
    away.leaves(
        identity.account,
        identity.version,
        identity.session,
        &identity.memberships,
    )
}
