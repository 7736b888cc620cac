//! A transaction over one region.

use super::transact::{Core, impl_tx};
use super::{Db, Denied, Failure};
use crate::access::{Action, Actor, Role, role_for};
use crate::ids::RegionId;

/// Sees the region's own rows and the communities' numbers, never a person.
pub struct RegionTx<'c> {
    core: Core<'c>,
    region: RegionId,
}

impl_tx!(RegionTx);

impl Db {
    /// Runs `work` over a region. Whoever has no role in it learns nothing of it.
    pub fn in_region<T, E: Failure + From<Denied>>(
        &self,
        name: &'static str,
        actor: &Actor,
        region: RegionId,
        mut work: impl FnMut(&mut RegionTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        if actor.region() != region || actor.roles_in_region().next().is_none() {
            return Err(Denied::Hidden.into());
        }
        let mut begin =
            format!("BEGIN; SET LOCAL ROLE varta_region; SET LOCAL varta.region_id = '{region}'");
        if let Some(account) = actor.account() {
            begin.push_str(&format!("; SET LOCAL varta.actor_id = '{account}'"));
        }
        self.transact(name, actor, "varta_region", &begin, |core| {
            let mut tx = RegionTx { core, region };
            let value = work(&mut tx)?;
            Ok((value, tx.core.pending()))
        })
    }
}

impl RegionTx<'_> {
    #[must_use]
    pub const fn region(&self) -> RegionId {
        self.region
    }

    /// Refuses unless a role of the actor in this region permits the action.
    pub fn require(&mut self, action: Action) -> Result<Role, Denied> {
        let role =
            role_for(self.core.actor.roles_in_region(), action).ok_or(Denied::Forbidden(action))?;
        self.core.role = role;
        Ok(role)
    }
}

impl std::fmt::Debug for RegionTx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RegionTx")
    }
}
