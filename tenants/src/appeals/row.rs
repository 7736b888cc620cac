//! An appeal as it is read from its table.

use diesel::prelude::*;

use super::{Appeal, AppealKind, Deadlines, Outcome, State};
use crate::clock::Moment;
use crate::db::schema::appeals;
use crate::ids::{AppealId, BuildingId, HandoverId, UtilityId};

#[derive(Queryable, Selectable)]
#[diesel(table_name = appeals)]
pub(super) struct Row {
    id: AppealId,
    number: i64,
    tracking_code: String,
    kind: AppealKind,
    state: State,
    result: Option<Outcome>,
    service_code: String,
    urgency: String,
    building_id: Option<BuildingId>,
    place: String,
    responsible_utility_id: Option<UtilityId>,
    utility_id: Option<UtilityId>,
    callers: i32,
    returns: i32,
    registered_at: Moment,
    acknowledge_due_at: Option<Moment>,
    arrive_due_at: Option<Moment>,
    resolve_due_at: Option<Moment>,
    due_at: Moment,
    acknowledged_at: Option<Moment>,
    attended_at: Option<Moment>,
    reported_at: Option<Moment>,
    closed_at: Option<Moment>,
    sent_handover_id: Option<HandoverId>,
    received_handover_id: Option<HandoverId>,
    version: i32,
}

impl From<Row> for Appeal {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            number: row.number,
            tracking_code: row.tracking_code,
            kind: row.kind,
            state: row.state,
            outcome: row.result,
            service: row.service_code,
            urgency: row.urgency,
            building: row.building_id,
            place: row.place,
            responsible: row.responsible_utility_id,
            utility: row.utility_id,
            callers: row.callers,
            returns: row.returns,
            registered_at: row.registered_at,
            deadlines: Deadlines {
                acknowledge: row.acknowledge_due_at,
                arrive: row.arrive_due_at,
                resolve: row.resolve_due_at,
                next: row.due_at,
            },
            acknowledged_at: row.acknowledged_at,
            attended_at: row.attended_at,
            reported_at: row.reported_at,
            closed_at: row.closed_at,
            sent: row.sent_handover_id,
            received: row.received_handover_id,
            version: row.version,
        }
    }
}
