//! A transaction of background work: the sealer, followers, deadlines, sign-in.

use diesel::PgConnection;

use super::transact::Core;
use super::{Db, Failure};
use crate::access::{Actor, Role};
use crate::clock::Moment;
use crate::ids::{CommunityId, RegionId};
use crate::ledger::NewEvent;

/// Sees what background work needs, across communities: ledgers, counters, deadlines,
/// accounts at sign-in. Of an appeal it sees times, never what or who.
pub struct SystemTx<'c> {
    core: Core<'c>,
}

impl Db {
    pub fn in_system<T, E: Failure>(
        &self,
        name: &'static str,
        mut work: impl FnMut(&mut SystemTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let nowhere = Actor::system(
            RegionId::from_uuid(uuid::Uuid::nil()),
            CommunityId::from_uuid(uuid::Uuid::nil()),
        );
        self.transact(
            name,
            &nowhere,
            "varta_system",
            "BEGIN; SET LOCAL ROLE varta_system",
            |core| {
                let mut tx = SystemTx {
                    core: Core {
                        role: Role::System,
                        ..core
                    },
                };
                let value = work(&mut tx)?;
                Ok((value, tx.core.pending()))
            },
        )
    }
}

impl SystemTx<'_> {
    pub(crate) fn conn(&mut self) -> &mut PgConnection {
        self.core.conn
    }

    /// Puts an event into the ledger of whomever it concerns.
    pub(crate) fn record(&mut self, event: NewEvent) {
        self.core.events.push(event);
    }

    #[must_use]
    pub const fn now(&self) -> Moment {
        self.core.now
    }
}

impl std::fmt::Debug for SystemTx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SystemTx")
    }
}
