//! What the holders of sessions may act as now, many sessions at a time: for those who stay
//! connected, and are not asked again by every request.

use std::collections::BTreeMap;

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

/// Those of these sessions that go on. Missing are those that ended or expired, those of
/// deactivated accounts, and those of accounts that may act as nothing any more.
pub fn standing(
    db: &Db,
    sessions: &[SessionId],
) -> Result<BTreeMap<SessionId, Standing>, db::Error> {
    db.in_system("accounts.standing", |tx| {
        let mut all: BTreeMap<SessionId, Standing> = BTreeMap::new();
        for (session, standing) in store::standing(tx, sessions)? {
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
