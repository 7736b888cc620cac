//! What the holders of sessions may act as now, many sessions at a time: for those who stay
//! connected, and are not asked again by every request.

use std::collections::BTreeMap;

use chrono::Duration;

use super::standing_store as store;
use crate::access::{Actor, Membership};
use crate::db::{self, Db};
use crate::ids::{AccountId, RegionId, SessionId};

/// Who holds a session that goes on, and what they may act as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub account: AccountId,
    pub region: RegionId,
    pub memberships: Vec<Membership>,
}

impl Standing {
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::person(self.account, self.region, self.memberships.clone())
    }
}

/// Those of these sessions that go on. Missing are those that ended, expired or are locked because
/// nobody has worked in a browser for longer than `idle`, those of deactivated accounts and of
/// accounts from which something was taken since, and those of accounts that may act as nothing
/// any more.
pub fn standing(
    db: &Db,
    sessions: &[SessionId],
    idle: Duration,
) -> Result<BTreeMap<SessionId, Standing>, db::Error> {
    db.in_system("accounts.standing", |tx| {
        let mut all: BTreeMap<SessionId, Standing> = BTreeMap::new();
        for (session, standing) in store::standing(tx, sessions, idle)? {
            match all.get_mut(&session) {
                Some(known) => known.memberships.extend(standing.memberships),
                None => {
                    all.insert(session, standing);
                }
            }
        }
        Ok(all)
    })
}
