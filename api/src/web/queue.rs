//! The dispatcher's queue, as it is asked for.

use actix_web::{HttpResponse, get, web};
use serde::Deserialize;
use tenants::access::Action;
use tenants::appeals::{self, Filter, QueueCursor, State};
use tenants::clock::Moment;
use tenants::db::{CommunityTx, Tx};
use tenants::ids::{AppealId, CommunityId};
use tenants::{communities, dashboards};

use super::names::{self, Services};
use super::page::{Shell, page};
use super::queue_page::{Chip, QueuePage, Row};
use super::session::BrowserSession;
use super::{spelling, words};
use crate::app::App;
use crate::error::{Code, Problem};
use crate::extract::{Caller, Query};
use crate::reply::{Cursor, Limit, Page};

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QueueIn {
    community: Option<CommunityId>,
    state: Option<String>,
    #[serde(default)]
    overdue: bool,
    after: Option<Cursor<(Moment, AppealId)>>,
}

#[get("/queue")]
pub async fn queue(
    app: web::Data<App>,
    session: BrowserSession,
    query: Query<QueueIn>,
) -> Result<HttpResponse, Problem> {
    let asked = query.0;
    let community = names::chosen(&session.caller, asked.community)?;
    let state: Option<State> = match asked.state.as_deref().filter(|code| !code.is_empty()) {
        Some(code) => Some(
            code.parse()
                .map_err(|_| Problem::new(Code::InvalidParameter).field("state"))?,
        ),
        None => None,
    };
    let filter = Filter {
        state,
        overdue: asked.overdue,
    };
    let after = asked
        .after
        .map(|Cursor((due_at, id))| QueueCursor { due_at, id });
    let caller = session.caller.clone();
    let mut shown = app
        .database
        .read_community("web.queue", &session.caller, community, move |tx| {
            look(tx, &caller, filter, after)
        })
        .await?;
    shown.shell = Shell::of(&session, "/queue");
    page(&shown)
}

fn look(
    tx: &mut CommunityTx<'_>,
    caller: &Caller,
    filter: Filter,
    after: Option<QueueCursor>,
) -> Result<QueuePage, Problem> {
    let limit = Limit::default();
    let rows = appeals::queue(tx, filter, after, limit.rows())?;
    let rows = Page::cut(rows, limit, |row| {
        (row.appeal.deadlines.next, row.appeal.id)
    })?;
    let services = Services::here(tx)?;
    let counts = match tx.may(Action::SeeCommunityCounts) {
        true => dashboards::of_community(tx)?,
        false => Default::default(),
    };
    let (now, community) = (tx.now(), tx.community());
    let open: Vec<State> = State::ALL.iter().copied().filter(|s| s.is_open()).collect();
    let number = |state: State| {
        let name = format!("open.{}", state.code());
        counts.get(&name).copied().unwrap_or(0)
    };
    let total: i64 = open.iter().map(|state| number(*state)).sum();
    let mut chips = vec![Chip::new(community, filter, None, "Усі", total)];
    chips.extend(
        open.iter()
            .map(|s| Chip::new(community, filter, Some(*s), words::states(*s), number(*s)))
            .filter(|chip| chip.number > 0 || chip.is_here),
    );
    Ok(QueuePage {
        shell: Shell::bare(),
        community_name: spelling::community(communities::own(tx)?.name_uk.as_str()),
        choice: names::choice(tx, caller)?,
        total: words::count(total, words::APPEALS),
        chips,
        overdue: Chip::overdue(community, filter),
        first: QueuePage::address(community, filter, None),
        next: rows
            .next
            .as_deref()
            .map(|after| QueuePage::address(community, filter, Some(after))),
        is_first: after.is_none(),
        as_of: super::moments::stamp(now, now),
        rows: rows
            .items
            .into_iter()
            .map(|row| Row::of(row.appeal, community, &services, now))
            .collect(),
    })
}
