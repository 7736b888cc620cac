//! What happened to an appeal, told from the ledger.

use std::collections::HashMap;

use serde::Deserialize;
use tenants::access::Role;
use tenants::appeals::Outcome;
use tenants::clock::Moment;
use tenants::ids::{AccountId, CommunityId, UtilityId};
use tenants::ledger::{HistoryEntry, Kind};

use super::moments::{Stamp, stamp};
use super::words;

/// Whose names a history may need.
#[derive(Debug)]
pub(super) struct Names {
    pub me: AccountId,
    pub utilities: HashMap<UtilityId, String>,
    pub communities: HashMap<CommunityId, String>,
}

#[derive(Debug)]
pub(super) struct Event {
    pub what: &'static str,
    /// To whom or by whom it was done, besides the actor.
    pub whom: Option<String>,
    /// In their own words.
    pub said: Option<String>,
    pub who: String,
    pub at: Stamp,
    /// A deadline was missed.
    pub is_miss: bool,
}

/// What bodies of events say; each kind says some of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Told {
    outcome: Option<String>,
    note: Option<String>,
    reason: Option<String>,
    addressee: Option<String>,
    report: Option<String>,
    utility: Option<UtilityId>,
    to_community: Option<CommunityId>,
    proposed: Option<CommunityId>,
}

impl Event {
    pub fn of(entry: &HistoryEntry, names: &Names, now: Moment) -> Self {
        let told: Told = serde_json::from_str(&entry.body).unwrap_or_default();
        let kind = Kind::from_code(&entry.kind);
        let outcome = told
            .outcome
            .as_deref()
            .and_then(|code| code.parse::<Outcome>().ok())
            .map(words::outcome);
        let whom = told
            .utility
            .or(entry.utility_id)
            .and_then(|id| names.utilities.get(&id))
            .or_else(|| {
                let community = told.to_community.or(told.proposed);
                community.and_then(|id| names.communities.get(&id))
            });
        let said = [told.note, told.reason, told.report, told.addressee];
        let said: Vec<String> = said.into_iter().flatten().collect();
        Self {
            what: kind.map_or("Службовий запис", words::event),
            whom: whom.cloned().or_else(|| outcome.map(str::to_owned)),
            said: (!said.is_empty()).then(|| said.join(" · ")),
            who: who(entry, names),
            at: stamp(entry.occurred_at, now),
            is_miss: matches!(kind, Some(Kind::AcknowledgeMissed | Kind::ResolveMissed)),
        }
    }
}

/// By role: a ledger names no person.
fn who(entry: &HistoryEntry, names: &Names) -> String {
    let role = Role::from_code(&entry.actor_role).map_or("", words::role);
    if entry.actor_id == Some(names.me) {
        format!("{role} (ви)")
    } else {
        role.to_owned()
    }
}
