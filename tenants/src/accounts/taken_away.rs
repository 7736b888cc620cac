//! What was taken away lately. Every copy of the program reads it again and again and keeps it
//! in memory, and so needs no look at the database to know that an access token is void.

use std::collections::{HashMap, HashSet};

use super::taken_away_store as store;
use crate::access::{Membership, Scope};
use crate::db::{Db, Error};
use crate::ids::{AccountId, CommunityId, SessionId, UtilityId};

/// What is known to have been taken away.
#[derive(Debug, Default)]
pub struct TakenAway {
    /// What was begun with an earlier version of these accounts is over.
    accounts: HashMap<AccountId, i32>,
    sessions: HashSet<SessionId>,
    /// Suspended at the moment.
    communities: HashSet<CommunityId>,
    /// Closed at the moment, or of a suspended community.
    utilities: HashSet<UtilityId>,
    /// Whatever transactions below this number took away is known.
    known_below: i64,
}

/// What has been read, to be added to what is known.
#[derive(Debug)]
pub struct News(Vec<Taken>);

/// Reads what transactions from this number on took away, as far as the last day goes: an access
/// token lives for ten minutes.
pub fn news(db: &Db, since: i64) -> Result<News, Error> {
    db.in_system("accounts.taken_away", |tx| {
        Ok(News(store::taken_since(tx, since)?))
    })
}

/// One row of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    Account(AccountId, i32),
    Session(SessionId),
    Community(CommunityId),
    Utility(UtilityId),
    /// Transactions from this number on may not have been seen.
    KnownBelow(i64),
}

impl TakenAway {
    /// From where on there may be news.
    #[must_use]
    pub const fn known_below(&self) -> i64 {
        self.known_below
    }

    pub fn add(&mut self, News(rows): News) {
        self.communities.clear();
        self.utilities.clear();
        for row in rows {
            match row {
                Taken::Account(id, version) => {
                    let known = self.accounts.entry(id).or_insert(version);
                    *known = version.max(*known);
                }
                Taken::Session(id) => drop(self.sessions.insert(id)),
                Taken::Community(id) => drop(self.communities.insert(id)),
                Taken::Utility(id) => drop(self.utilities.insert(id)),
                Taken::KnownBelow(number) => self.known_below = number,
            }
        }
    }

    /// Whether somebody is still in who began this session with this version of the account,
    /// and as long as they hold all of these memberships.
    #[must_use]
    pub fn leaves(
        &self,
        account: AccountId,
        version: i32,
        session: SessionId,
        memberships: &[Membership],
    ) -> bool {
        let revoked = self.accounts.get(&account);
        let is_away = |membership: &Membership| match &membership.scope {
            Scope::Community(id) => self.communities.contains(id),
            Scope::Utility(id) => self.utilities.contains(id),
            Scope::Region(_) => false,
        };
        revoked.is_none_or(|since| version >= *since)
            && !self.sessions.contains(&session)
            && !memberships.iter().any(is_away)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Role;

    #[test]
    fn whoever_began_before_is_out_and_whoever_begins_after_is_in() {
        let (account, session) = (AccountId::new(), SessionId::new());
        let mut away = TakenAway::default();
        assert!(away.leaves(account, 3, session, &[]));
        // Late news may come after later ones.
        away.add(News(vec![
            Taken::Account(account, 5),
            Taken::Account(account, 4),
        ]));
        assert!(!away.leaves(account, 4, session, &[]));
        assert!(away.leaves(account, 5, session, &[]));
        assert!(away.leaves(AccountId::new(), 1, session, &[]));
        away.add(News(vec![Taken::Session(session)]));
        assert!(!away.leaves(account, 5, session, &[]));
        assert!(away.leaves(account, 5, SessionId::new(), &[]));
        assert!(
            !away.leaves(account, 4, SessionId::new(), &[]),
            "it is remembered"
        );
    }

    #[test]
    fn a_place_is_away_for_as_long_as_it_is_read() {
        let (community, utility) = (CommunityId::new(), UtilityId::new());
        let of = |scope| Membership {
            role: Role::Integration,
            scope,
        };
        let (dispatcher, staff) = (of(Scope::Community(community)), of(Scope::Utility(utility)));
        let mut away = TakenAway::default();
        let leaves = |away: &TakenAway, all: &[Membership]| {
            away.leaves(AccountId::new(), 1, SessionId::new(), all)
        };
        away.add(News(vec![
            Taken::Community(community),
            Taken::Utility(utility),
        ]));
        assert!(!leaves(&away, &[dispatcher]));
        assert!(!leaves(&away, &[staff]));
        assert!(!leaves(
            &away,
            &[of(Scope::Community(CommunityId::new())), dispatcher]
        ));
        away.add(News(vec![Taken::Utility(utility)]));
        assert!(leaves(&away, &[dispatcher]));
        assert!(!leaves(&away, &[staff]));
    }
}
