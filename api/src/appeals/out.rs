//! An appeal as it is sent. Persons are not part of it: they stand with its calls.

use serde::Serialize;
use tenants::appeals::{Appeal, Deadlines};
use tenants::clock::Moment;
use tenants::ids::{AppealId, BuildingId, HandoverId, UtilityId};
use utoipa::ToSchema;

use crate::time::At;

/// By when. Times come from the service catalogue; clock hours, not working hours.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeadlinesOut {
    /// A utility must have accepted by then
    pub acknowledge: Option<At>,
    /// Its crew must be on site by then
    pub arrive: Option<At>,
    pub resolve: Option<At>,
    /// The next one of them; what has none is due within the statutory month (law 393/96-ВР, art. 20)
    pub next: At,
}

impl From<Deadlines> for DeadlinesOut {
    fn from(deadlines: Deadlines) -> Self {
        Self {
            acknowledge: deadlines.acknowledge.map(At),
            arrive: deadlines.arrive.map(At),
            resolve: deadlines.resolve.map(At),
            next: At(deadlines.next),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AppealOut {
    #[schema(value_type = Uuid)]
    pub id: AppealId,
    /// The number that people know it by, counted per community
    pub number: i64,
    /// What the applicant follows it by
    pub tracking_code: String,
    /// operational, statutory, consultation
    pub kind: &'static str,
    /// registered, assigned, in_work, on_site, reported, rework, declined, handing_over, handed_over,
    /// closed
    pub state: &'static str,
    /// resolved, explained, refused, withdrawn, resolved_elsewhere; once it is closed
    pub outcome: Option<&'static str>,
    /// Code of the service in the catalogue
    pub service: String,
    /// life, urgent, standard, routine, formal, information
    pub urgency: String,
    #[schema(value_type = Option<Uuid>)]
    pub building_id: Option<BuildingId>,
    pub place: String,
    /// Who was responsible when it was registered; null: nobody
    #[schema(value_type = Option<Uuid>)]
    pub responsible_utility_id: Option<UtilityId>,
    /// Who has it, or had it last
    #[schema(value_type = Option<Uuid>)]
    pub utility_id: Option<UtilityId>,
    /// How many people called about it
    pub callers: i32,
    /// How often it was returned for rework
    pub returns: i32,
    pub registered_at: At,
    pub deadlines: DeadlinesOut,
    /// Open, and its next deadline has passed
    pub overdue: bool,
    pub acknowledged_at: Option<At>,
    /// Since when nobody has to be waited for: a crew was there or reported, or another community
    /// took it over
    pub attended_at: Option<At>,
    pub reported_at: Option<At>,
    pub closed_at: Option<At>,
    /// By which it was offered to another community last
    #[schema(value_type = Option<Uuid>)]
    pub sent_handover_id: Option<HandoverId>,
    /// By which it came from another community
    #[schema(value_type = Option<Uuid>)]
    pub received_handover_id: Option<HandoverId>,
    /// Its ETag, without the quotation marks
    pub version: i32,
}

impl AppealOut {
    pub fn of(appeal: Appeal, now: Moment) -> Self {
        Self {
            overdue: appeal.is_overdue(now),
            id: appeal.id,
            number: appeal.number,
            tracking_code: appeal.tracking_code,
            kind: appeal.kind.code(),
            state: appeal.state.code(),
            outcome: appeal.outcome.map(|outcome| outcome.code()),
            service: appeal.service,
            urgency: appeal.urgency,
            building_id: appeal.building,
            place: appeal.place,
            responsible_utility_id: appeal.responsible,
            utility_id: appeal.utility,
            callers: appeal.callers,
            returns: appeal.returns,
            registered_at: At(appeal.registered_at),
            deadlines: appeal.deadlines.into(),
            acknowledged_at: appeal.acknowledged_at.map(At),
            attended_at: appeal.attended_at.map(At),
            reported_at: appeal.reported_at.map(At),
            closed_at: appeal.closed_at.map(At),
            sent_handover_id: appeal.sent,
            received_handover_id: appeal.received,
            version: appeal.version,
        }
    }
}
