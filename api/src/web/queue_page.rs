//! What the page of the queue shows.

use askama::Template;
use tenants::appeals::{Appeal, Filter, State};
use tenants::clock::Moment;
use tenants::ids::CommunityId;

use super::moments::{Due, Stamp, due};
use super::names::{self, Services, Urgent};
use super::page::Shell;
use super::{spelling, words};

#[derive(Debug, Template)]
#[template(path = "queue.html")]
pub(super) struct QueuePage {
    pub shell: Shell,
    pub community_name: String,
    pub choice: Vec<(CommunityId, String)>,
    pub total: String,
    pub chips: Vec<Chip>,
    pub overdue: Chip,
    pub rows: Vec<Row>,
    pub first: String,
    pub next: Option<String>,
    pub is_first: bool,
    pub as_of: Stamp,
}

impl QueuePage {
    /// The address of a part of the queue.
    pub fn address(community: CommunityId, filter: Filter, after: Option<&str>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("community", &community.to_string());
        if let Some(state) = filter.state {
            query.append_pair("state", state.code());
        }
        if filter.overdue {
            query.append_pair("overdue", "true");
        }
        if let Some(after) = after {
            query.append_pair("after", after);
        }
        format!("/queue?{}", query.finish())
    }
}

/// A filter: a link that says what it shows.
#[derive(Debug)]
pub(super) struct Chip {
    pub href: String,
    pub word: &'static str,
    pub number: i64,
    pub is_here: bool,
}

impl Chip {
    pub fn new(
        community: CommunityId,
        filter: Filter,
        state: Option<State>,
        word: &'static str,
        number: i64,
    ) -> Self {
        Self {
            href: QueuePage::address(community, Filter { state, ..filter }, None),
            word,
            number,
            is_here: filter.state == state,
        }
    }

    /// On and off, whatever the state.
    pub fn overdue(community: CommunityId, filter: Filter) -> Self {
        let other = Filter {
            overdue: !filter.overdue,
            ..filter
        };
        Self {
            href: QueuePage::address(community, other, None),
            word: "Лише прострочені",
            number: 0,
            is_here: filter.overdue,
        }
    }
}

#[derive(Debug)]
pub(super) struct Row {
    pub href: String,
    pub number: i64,
    pub urgent: Urgent,
    pub place: String,
    pub service: String,
    pub state: &'static str,
    pub state_code: &'static str,
    pub callers: Option<String>,
    pub due: Due,
}

impl Row {
    pub fn of(appeal: Appeal, community: CommunityId, services: &Services, now: Moment) -> Self {
        Self {
            href: format!("/appeals/{}?community={community}", appeal.id),
            number: appeal.number,
            urgent: Urgent::from(appeal.urgency.as_str()),
            service: services.name(&appeal.service),
            state: words::state(appeal.state),
            state_code: appeal.state.code(),
            callers: names::callers(&appeal),
            due: due(&appeal.deadlines, appeal.acknowledged_at.is_some(), now),
            place: spelling::place(&appeal.place),
        }
    }
}
