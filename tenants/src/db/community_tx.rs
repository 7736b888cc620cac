//! A transaction inside one community.

use diesel::prelude::*;

use super::schema::communities;
use super::transact::{Core, impl_tx};
use super::{Db, Denied, Error, Failure};
use crate::access::{Action, Actor, Role, role_for};
use crate::ids::{CommunityId, RegionId};
use crate::ledger::LastRows;

/// Sees and writes one community's rows, and nothing of any other.
pub struct CommunityTx<'c> {
    core: Core<'c>,
    community: CommunityId,
}

impl_tx!(CommunityTx);

impl Db {
    /// Runs `work` inside a community. Whoever is no part of it and does not watch over it
    /// is refused as if it did not exist.
    pub fn in_community<T, E: Failure + From<Denied>>(
        &self,
        name: &'static str,
        actor: &Actor,
        community: CommunityId,
        mut work: impl FnMut(&mut CommunityTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let member = actor.roles_in_community(community).next().is_some();
        if !member && actor.roles_in_region().next().is_none() {
            return Err(Denied::Hidden.into());
        }
        // Identifiers print as hexadecimal digits and hyphens only, so they may stand in the text.
        let mut begin = format!(
            "BEGIN; SET LOCAL varta.region_id = '{}'; SET LOCAL varta.community_id = '{community}'",
            actor.region()
        );
        if let Some(account) = actor.account() {
            begin.push_str(&format!("; SET LOCAL varta.actor_id = '{account}'"));
        }
        self.transact(name, actor, "varta_app", &begin, |core| {
            let mut tx = CommunityTx { core, community };
            if !member {
                tx.watch_over::<E>()?;
            }
            let value = work(&mut tx)?;
            Ok((value, tx.core.pending()))
        })
    }
}

impl CommunityTx<'_> {
    #[must_use]
    pub const fn community(&self) -> CommunityId {
        self.community
    }

    #[must_use]
    pub const fn region(&self) -> RegionId {
        self.core.actor.region()
    }

    /// Leaves rows to be written together with the events, in one round trip at the end.
    /// Until then this transaction cannot read them.
    pub(crate) fn write_last(&mut self, rows: impl LastRows + 'static) {
        self.core.rows.push(Box::new(rows));
    }

    /// Whether the actor may do this here; not a refusal, for choosing what to show.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        self.role_permitting(action).is_some()
    }

    /// Refuses unless a role of the actor in this community permits the action.
    pub fn require(&mut self, action: Action) -> Result<Role, Denied> {
        let role = self
            .role_permitting(action)
            .ok_or(Denied::Forbidden(action))?;
        self.core.role = role;
        Ok(role)
    }

    fn role_permitting(&self, action: Action) -> Option<Role> {
        let actor = self.core.actor;
        role_for(
            actor
                .roles_in_community(self.community)
                .chain(actor.roles_in_region()),
            action,
        )
    }

    /// A region's role reaches into the communities of that region only.
    fn watch_over<E: From<Error> + From<Denied>>(&mut self) -> Result<(), E> {
        let known: i64 = communities::table
            .filter(
                communities::region_id
                    .eq(self.region())
                    .and(communities::id.eq(self.community)),
            )
            .count()
            .get_result(self.core.conn)
            .map_err(Error::from)?;
        if known == 1 {
            Ok(())
        } else {
            Err(Denied::Hidden.into())
        }
    }
}

impl std::fmt::Debug for CommunityTx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CommunityTx")
    }
}
