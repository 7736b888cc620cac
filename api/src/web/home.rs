//! The way in: to the screen that somebody works on.

use std::collections::BTreeSet;

use actix_web::{HttpResponse, get};
use tenants::access::{Action, Membership, Scope, permits};

use super::page::go_to;
use super::session::BrowserSession;
use crate::error::{Code, Problem};

#[get("/")]
pub async fn home(session: BrowserSession) -> Result<HttpResponse, Problem> {
    match first(session.caller.actor.memberships()) {
        Some(screen) => Ok(go_to(&screen)),
        None => Err(Problem::new(Code::Forbidden).detail("Для вашої ролі тут немає екранів.")),
    }
}

/// The screen that somebody works on first.
pub(super) fn first(memberships: &[Membership]) -> Option<String> {
    let has = |action, inside: fn(&Scope) -> bool| {
        memberships
            .iter()
            .any(|m| inside(&m.scope) && permits(m.role, action))
    };
    if has(Action::AnswerCall, |at| matches!(at, Scope::Community(_))) {
        Some(console(memberships))
    } else if has(Action::SeeAssignments, |at| matches!(at, Scope::Utility(_))) {
        Some("/crew".to_owned())
    } else if has(Action::SeeRegionCounts, |at| matches!(at, Scope::Region(_))) {
        Some("/region".to_owned())
    } else {
        None
    }
}

/// Whoever works in one community alone finds it in the address: so the console asks for its
/// queue before it has been told who has signed in.
fn console(memberships: &[Membership]) -> String {
    let communities: BTreeSet<_> = memberships
        .iter()
        .filter_map(|m| match m.scope {
            Scope::Community(id) => Some(id.uuid()),
            _ => None,
        })
        .collect();
    match communities.first() {
        Some(only) if communities.len() == 1 => format!("/console?community={only}"),
        _ => "/console".to_owned(),
    }
}
