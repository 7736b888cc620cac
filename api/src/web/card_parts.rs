//! What a card shows.

use std::collections::HashMap;

use askama::Template;
use tenants::appeals::Appeal;
use tenants::assignments::Assignment;
use tenants::calls::Call;
use tenants::clock::Moment;
use tenants::ids::UtilityId;

use super::history::Event;
use super::moments::{Due, Stamp, due, stamp};
use super::names::{Services, Urgent};
use super::page::Shell;
use super::spelling::filters;
use super::words;

#[derive(Debug, Template)]
#[template(path = "card.html")]
pub(super) struct CardPage {
    pub shell: Shell,
    pub back: String,
    pub community_name: String,
    pub facts: Facts,
    /// Nothing for those who may not see persons.
    pub calls: Option<Vec<CallShown>>,
    pub given: Vec<Given>,
    pub events: Vec<Event>,
}

#[derive(Debug)]
pub(super) struct Facts {
    pub number: i64,
    pub tracking_code: String,
    pub kind: &'static str,
    pub urgent: Urgent,
    pub service: String,
    pub place: String,
    pub state: &'static str,
    pub state_code: &'static str,
    pub outcome: Option<&'static str>,
    pub responsible: Option<String>,
    pub utility: Option<String>,
    pub callers: String,
    pub returns: Option<String>,
    /// While it is open.
    pub due: Option<Due>,
    pub registered: Stamp,
    pub acknowledge: Option<Stamp>,
    pub acknowledged: Option<Stamp>,
    pub resolve: Option<Stamp>,
    pub reported: Option<Stamp>,
    pub closed: Option<Stamp>,
}

impl Facts {
    pub fn of(
        appeal: Appeal,
        services: &Services,
        utilities: &HashMap<UtilityId, String>,
        now: Moment,
    ) -> Self {
        let named = |id: Option<UtilityId>| id.and_then(|id| utilities.get(&id)).cloned();
        let at = |moment: Option<Moment>| moment.map(|moment| stamp(moment, now));
        let is_taken = appeal.acknowledged_at.is_some();
        Self {
            number: appeal.number,
            kind: words::kind(appeal.kind),
            urgent: Urgent::from(appeal.urgency.as_str()),
            service: services.name(&appeal.service),
            state: words::state(appeal.state),
            state_code: appeal.state.code(),
            outcome: appeal.outcome.map(words::outcome),
            responsible: named(appeal.responsible),
            utility: named(appeal.utility),
            callers: words::count(appeal.callers.into(), words::CALLERS),
            returns: (appeal.returns > 0)
                .then(|| words::count(appeal.returns.into(), words::TIMES)),
            due: appeal
                .state
                .is_open()
                .then(|| due(&appeal.deadlines, is_taken, now)),
            registered: stamp(appeal.registered_at, now),
            acknowledge: at(appeal.deadlines.acknowledge),
            acknowledged: at(appeal.acknowledged_at),
            resolve: at(appeal.deadlines.resolve),
            reported: at(appeal.reported_at),
            closed: at(appeal.closed_at),
            tracking_code: appeal.tracking_code,
            place: appeal.place,
        }
    }
}

#[derive(Debug)]
pub(super) struct CallShown {
    pub outcome: &'static str,
    pub name: Option<String>,
    pub phone: Option<String>,
    pub flat: Option<String>,
    pub said: String,
    pub at: Stamp,
}

impl CallShown {
    pub fn of(call: Call, now: Moment) -> Self {
        let applicant = call.applicant;
        Self {
            outcome: words::call(&call.outcome),
            name: applicant.name.map(|name| name.to_string()),
            phone: applicant.phone.map(|phone| phone.as_str().to_owned()),
            flat: applicant.flat.map(|flat| flat.to_string()),
            said: call.words.to_string(),
            at: stamp(call.taken_at, now),
        }
    }
}

/// An assignment, as the community sees it.
#[derive(Debug)]
pub(super) struct Given {
    pub utility: String,
    pub state: &'static str,
    pub state_code: &'static str,
    pub offered: Stamp,
    pub accepted: Option<Stamp>,
    pub reported: Option<Stamp>,
    pub report: Option<String>,
    pub declined: Option<String>,
    pub addressee: Option<String>,
    pub returned: Option<String>,
}

impl Given {
    pub fn of(assignment: Assignment, utilities: &HashMap<UtilityId, String>, now: Moment) -> Self {
        let utility = utilities.get(&assignment.utility).cloned();
        Self {
            utility: utility.unwrap_or_else(|| "Інший виконавець".to_owned()),
            state: words::assignment(assignment.state),
            state_code: assignment.state.code(),
            offered: stamp(assignment.offered_at, now),
            accepted: assignment.accepted_at.map(|at| stamp(at, now)),
            reported: assignment.reported_at.map(|at| stamp(at, now)),
            report: assignment.report.map(|text| text.to_string()),
            declined: assignment.decline_reason.map(|text| text.to_string()),
            addressee: assignment.decline_addressee.map(|text| text.to_string()),
            returned: assignment.return_reason.map(|text| text.to_string()),
        }
    }
}
