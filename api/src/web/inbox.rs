//! A utility's inbox: its assignments from every community that it serves.

use std::collections::HashMap;

use actix_web::{HttpResponse, get, web};
use askama::Template;
use serde::Deserialize;
use tenants::access::Scope;
use tenants::assignments::{self, Assignment, InboxCursor};
use tenants::clock::Moment;
use tenants::db::{Tx, UtilityTx};
use tenants::ids::{AssignmentId, CommunityId, UtilityId};
use tenants::{catalogue, communities, utilities};

use super::moments::{Due, Stamp, due, stamp};
use super::names::{Services, Urgent};
use super::page::{Shell, page};
use super::session::BrowserSession;
use super::spelling::{self, filters};
use super::words;
use crate::app::App;
use crate::error::{Code, Problem};
use crate::extract::{Caller, Query};
use crate::reply::{Cursor, Limit, Page};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InboxIn {
    utility: Option<UtilityId>,
    after: Option<Cursor<(Moment, AssignmentId)>>,
}

#[derive(Debug, Template)]
#[template(path = "inbox.html")]
struct InboxPage {
    shell: Shell,
    utility: String,
    /// Where else somebody works; their names are told there only.
    others: Vec<UtilityId>,
    rows: Vec<Row>,
    first: String,
    next: Option<String>,
    is_first: bool,
    as_of: Stamp,
}

#[derive(Debug)]
struct Row {
    number: i64,
    community: String,
    urgent: Urgent,
    place: String,
    flat: Option<String>,
    service: String,
    said: String,
    caller: Option<String>,
    phone: Option<String>,
    state: &'static str,
    state_code: &'static str,
    returned: Option<String>,
    due: Due,
}

#[get("/inbox")]
pub async fn inbox(
    app: web::Data<App>,
    session: BrowserSession,
    query: Query<InboxIn>,
) -> Result<HttpResponse, Problem> {
    let mine: Vec<UtilityId> = own(&session.caller).collect();
    let utility = query
        .0
        .utility
        .or_else(|| mine.first().copied())
        .ok_or_else(|| Problem::new(Code::Forbidden))?;
    let after = query
        .0
        .after
        .map(|Cursor((due_at, id))| InboxCursor { due_at, id });
    let mut shown = app
        .database
        .read_utility("web.inbox", &session.caller, utility, move |tx| {
            look(tx, after)
        })
        .await?;
    shown.shell = Shell::of(&session, "/inbox");
    shown.others = mine.into_iter().filter(|id| *id != utility).collect();
    page(&shown)
}

fn own(caller: &Caller) -> impl Iterator<Item = UtilityId> + '_ {
    caller
        .actor
        .memberships()
        .iter()
        .filter_map(|membership| match membership.scope {
            Scope::Utility(id) => Some(id),
            Scope::Community(_) | Scope::Region(_) => None,
        })
}

fn look(tx: &mut UtilityTx<'_>, after: Option<InboxCursor>) -> Result<InboxPage, Problem> {
    let limit = Limit::default();
    let rows = assignments::inbox(tx, None, after, limit.rows())?;
    let rows = Page::cut(rows, limit, |row| (row.deadlines.next, row.id))?;
    let services = Services::of(catalogue::list_for_utility(tx)?);
    let names: HashMap<CommunityId, String> = communities::list_for_utility(tx)?
        .into_iter()
        .map(|community| {
            (
                community.id,
                spelling::community(community.name_uk.as_str()),
            )
        })
        .collect();
    let (now, utility) = (tx.now(), utilities::own(tx)?);
    let first = format!("/inbox?utility={}", utility.id);
    Ok(InboxPage {
        shell: Shell::bare(),
        utility: utility.name.to_string(),
        others: Vec::new(),
        next: rows.next.map(|after| format!("{first}&after={after}")),
        first,
        is_first: after.is_none(),
        as_of: stamp(now, now),
        rows: rows
            .items
            .into_iter()
            .map(|assignment| {
                let community = names.get(&assignment.community).cloned();
                Row::of(assignment, community.unwrap_or_default(), &services, now)
            })
            .collect(),
    })
}

impl Row {
    fn of(assignment: Assignment, community: String, services: &Services, now: Moment) -> Self {
        let contact = assignment.contact;
        Self {
            number: assignment.appeal_number,
            community,
            urgent: Urgent::from(assignment.urgency.as_str()),
            place: spelling::place(&assignment.place),
            flat: contact.flat.map(|flat| flat.to_string()),
            service: services.name(&assignment.service),
            said: assignment.words.to_string(),
            caller: contact.name.map(|name| name.to_string()),
            phone: contact.phone.map(|phone| phone.as_str().to_owned()),
            state: words::assignment(assignment.state),
            state_code: assignment.state.code(),
            returned: assignment.return_reason.map(|reason| reason.to_string()),
            due: due(&assignment.deadlines, assignment.accepted_at.is_some(), now),
        }
    }
}
