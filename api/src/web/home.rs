//! The way in: to the screen that somebody works on.

use actix_web::{HttpResponse, get};
use tenants::access::{Action, Membership, Scope, permits};

use super::page::go_to;
use super::session::BrowserSession;
use crate::error::{Code, Problem};

#[get("/")]
pub async fn home(session: BrowserSession) -> Result<HttpResponse, Problem> {
    match first(session.caller.actor.memberships()) {
        Some(screen) => Ok(go_to(screen)),
        None => Err(Problem::new(Code::Forbidden).detail("Для вашої ролі тут немає екранів.")),
    }
}

/// The screen that somebody works on first.
pub(super) fn first(memberships: &[Membership]) -> Option<&'static str> {
    let has = |action, inside: fn(&Scope) -> bool| {
        memberships
            .iter()
            .any(|m| inside(&m.scope) && permits(m.role, action))
    };
    if has(Action::AnswerCall, |at| matches!(at, Scope::Community(_))) {
        Some("/console")
    } else if has(Action::SeeAssignments, |at| matches!(at, Scope::Utility(_))) {
        Some("/crew")
    } else if has(Action::SeeRegionCounts, |at| matches!(at, Scope::Region(_))) {
        Some("/region")
    } else {
        None
    }
}
