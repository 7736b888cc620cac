//! A transaction for one utility, over its work in every community that it serves.

use super::transact::{Core, impl_tx};
use super::{Db, Denied, Failure};
use crate::access::{Action, Actor, Role, role_for};
use crate::ids::{RegionId, UtilityId};

/// Sees one utility's assignments, wherever they come from, and nothing else.
pub struct UtilityTx<'c> {
    core: Core<'c>,
    utility: UtilityId,
}

impl_tx!(UtilityTx);

impl Db {
    /// Runs `work` for a utility. Whoever does not work there learns nothing of it.
    pub fn in_utility<T, E: Failure + From<Denied>>(
        &self,
        name: &'static str,
        actor: &Actor,
        utility: UtilityId,
        mut work: impl FnMut(&mut UtilityTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        if actor.roles_in_utility(utility).next().is_none() {
            return Err(Denied::Hidden.into());
        }
        let mut begin = format!(
            "BEGIN; SET LOCAL ROLE varta_utility; SET LOCAL varta.region_id = '{}'; \
             SET LOCAL varta.utility_id = '{utility}'",
            actor.region()
        );
        if let Some(account) = actor.account() {
            begin.push_str(&format!("; SET LOCAL varta.actor_id = '{account}'"));
        }
        self.transact(name, actor, "varta_utility", &begin, |core| {
            let mut tx = UtilityTx { core, utility };
            let value = work(&mut tx)?;
            Ok((value, tx.core.pending()))
        })
    }
}

impl UtilityTx<'_> {
    #[must_use]
    pub const fn utility(&self) -> UtilityId {
        self.utility
    }

    #[must_use]
    pub const fn region(&self) -> RegionId {
        self.core.actor.region()
    }

    /// Refuses unless a role of the actor in this utility permits the action.
    pub fn require(&mut self, action: Action) -> Result<Role, Denied> {
        let role = role_for(self.core.actor.roles_in_utility(self.utility), action)
            .ok_or(Denied::Forbidden(action))?;
        self.core.role = role;
        Ok(role)
    }
}

impl std::fmt::Debug for UtilityTx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UtilityTx")
    }
}
