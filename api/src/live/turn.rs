//! What is done again and again while somebody listens: ask whether they still may, read on in
//! the ledger, tell them.

use std::time::{Duration, Instant};

use tenants::accounts;
use tenants::db::{Db, Error};
use tenants::ids::SessionId;
use tenants::live;

use super::Hub;

/// How often streams are checked, and told that they are alive.
const BEAT: Duration = Duration::from_secs(9);

impl Hub {
    /// One turn; says whether there is more to read at once. While the database is away
    /// nobody can be checked, and so nobody is told anything either.
    pub fn turn(&self, db: &Db) -> Result<bool, Error> {
        let mut goes_on = false;
        if self.listeners() == 0 {
            return Ok(goes_on);
        }
        self.check(db)?;
        for nth in 0..2 {
            let reading = self
                .lock()
                .feeds
                .get(nth)
                .and_then(|feed| Some((feed.source(), feed.at()?.clone())));
            let Some((source, from)) = reading else {
                continue;
            };
            let pass = live::read_on(db, source, &from)?;
            goes_on |= pass.goes_on;
            if let Some(feed) = self.lock().feed(source) {
                feed.publish(pass, db.clock().now());
            }
        }
        Ok(goes_on)
    }

    /// Lets go whoever signed out, was deactivated or may act as something else than before:
    /// all that listen, in one question to the database.
    fn check(&self, db: &Db) -> Result<(), Error> {
        let sessions: Vec<SessionId> = {
            let state = self.lock();
            if state.checked.elapsed() < BEAT {
                return Ok(());
            }
            state.members.keys().copied().collect()
        };
        let standing = accounts::standing(db, &sessions, self.idle)?;
        let mut state = self.lock();
        for session in sessions {
            let now = standing.get(&session).map(|now| &now.memberships);
            if let Some(members) = state.members.get_mut(&session) {
                members.retain(|member| Some(&member.memberships) == now);
            }
        }
        state.members.retain(|_, members| !members.is_empty());
        state.feeds.iter().for_each(super::feed::Feed::beat);
        state.checked = Instant::now();
        Ok(())
    }
}
