//! Names for what rows hold as codes and identifiers.

use std::collections::HashMap;

use tenants::access::Scope;
use tenants::appeals::Appeal;
use tenants::catalogue::vocabulary::Urgency;
use tenants::catalogue::{self, ListedService};
use tenants::communities;
use tenants::db::CommunityTx;
use tenants::ids::CommunityId;

use super::{spelling, words};
use crate::error::{Code, Problem};
use crate::extract::Caller;

/// Service code → name.
#[derive(Debug)]
pub(super) struct Services(HashMap<String, String>);

impl Services {
    pub fn of(listed: Vec<ListedService>) -> Self {
        let named = |service: ListedService| (service.code.to_string(), service.name_uk);
        Self(listed.into_iter().map(named).collect())
    }

    pub fn here(tx: &mut CommunityTx<'_>) -> Result<Self, Problem> {
        let here = catalogue::list(tx)?;
        Ok(Self::of(
            here.into_iter().map(|local| local.service).collect(),
        ))
    }

    /// Its name; the code itself when the catalogue has lost it.
    #[must_use]
    pub fn name(&self, code: &str) -> String {
        self.0.get(code).map_or(code, String::as_str).to_owned()
    }
}

/// How soon: a shape and a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Urgent {
    pub shape: &'static str,
    pub word: &'static str,
}

impl From<&str> for Urgent {
    fn from(code: &str) -> Self {
        let urgency = code.parse().unwrap_or(Urgency::Standard);
        Self {
            shape: urgency.code(),
            word: words::urgency(urgency),
        }
    }
}

/// `1 заявник` is what every appeal has, and says nothing.
#[must_use]
pub(super) fn callers(appeal: &Appeal) -> Option<String> {
    (appeal.callers > 1).then(|| words::count(appeal.callers.into(), words::CALLERS))
}

/// The community that was asked for, or the first in which somebody works.
pub(super) fn chosen(caller: &Caller, asked: Option<CommunityId>) -> Result<CommunityId, Problem> {
    asked
        .or_else(|| own(caller).next())
        .ok_or_else(|| Problem::new(Code::Forbidden).detail("Спершу виберіть громаду."))
}

fn own(caller: &Caller) -> impl Iterator<Item = CommunityId> + '_ {
    caller
        .actor
        .memberships()
        .iter()
        .filter_map(|membership| match membership.scope {
            Scope::Community(id) => Some(id),
            Scope::Utility(_) | Scope::Region(_) => None,
        })
}

/// The communities between which somebody may choose, by name; empty when there is no choice.
pub(super) fn choice(
    tx: &mut CommunityTx<'_>,
    caller: &Caller,
) -> Result<Vec<(CommunityId, String)>, Problem> {
    if own(caller).any(|id| id != tx.community()) {
        let mut all: Vec<_> = communities::neighbours(tx)?
            .into_iter()
            .filter(|community| own(caller).any(|id| id == community.id))
            .map(|community| {
                (
                    community.id,
                    spelling::community(community.name_uk.as_str()),
                )
            })
            .collect();
        all.dedup();
        return Ok(all);
    }
    Ok(Vec::new())
}
