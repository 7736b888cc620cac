//! An event as it is sent.

use std::collections::BTreeMap;

use serde::Serialize;
use tenants::ids::{
    AssignmentId, BuildingId, CommunityId, EventId, HandoverId, SubjectId, UtilityId,
};
use tenants::live::Notice;
use utoipa::openapi::schema::AdditionalProperties;
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::time::At;

/// An event of a stream, field by field as it is read from the lines.
pub struct StreamOut;

impl PartialSchema for StreamOut {
    fn schema() -> RefOr<Schema> {
        let text = || ObjectBuilder::new().schema_type(Type::String);
        // What has no name is called so by the standard.
        let names = ["message", "ready", "resumed", "reset"];
        let data = text()
            .content_media_type("application/json")
            .description(Some("A LiveEventOut; {} where the stream begins"));
        ObjectBuilder::new()
            .property("id", text())
            .property("event", text().enum_values(Some(names)))
            .property("data", data)
            .property("retry", ObjectBuilder::new().schema_type(Type::Integer))
            .required("id")
            .additional_properties(Some(AdditionalProperties::FreeForm(false)))
            .into()
    }
}

impl ToSchema for StreamOut {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((LiveEventOut::name().into_owned(), LiveEventOut::schema()));
        LiveEventOut::schemas(schemas);
    }
}

/// The `data` of one event. What does not matter to it, or is not for this receiver, is missing.
#[derive(Debug, Serialize, ToSchema)]
pub struct LiveEventOut {
    /// What happened: in a community as its ledger says it, such as appeal.registered; to a utility
    /// assignment.offered, .accepted, .declined, .reported, .returned, .confirmed, .withdrawn or
    /// .amended; to a region counts.changed besides
    kind: &'static str,
    at: At,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Uuid>)]
    event_id: Option<EventId>,
    /// Missing where it is the region's own affair
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Uuid>)]
    community_id: Option<CommunityId>,
    /// What it is about, such as the appeal
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Uuid>)]
    subject_id: Option<SubjectId>,
    /// Of the appeal after it; to a utility, of its assignment. Older than what is on the screen: nothing to do
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
    /// Of the appeal after it; to a utility, of its assignment
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Uuid>)]
    building_id: Option<BuildingId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Uuid>)]
    responsible_utility_id: Option<UtilityId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Uuid>)]
    utility_id: Option<UtilityId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Uuid>)]
    assignment_id: Option<AssignmentId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    callers: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Uuid>)]
    handover_id: Option<HandoverId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Uuid>)]
    to_community_id: Option<CommunityId>,
    /// All numbers of the community as they are now, by metric; a missing one is zero
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<BTreeMap<String, i64>>,
}

impl From<Notice> for LiveEventOut {
    fn from(notice: Notice) -> Self {
        let details = notice.details;
        Self {
            kind: notice.kind,
            at: At(notice.at),
            event_id: notice.event,
            community_id: notice.community,
            subject_id: notice.subject,
            version: details.version,
            state: details.state,
            number: details.number,
            service: details.service,
            building_id: details.building,
            responsible_utility_id: details.responsible,
            utility_id: details.utility,
            assignment_id: details.assignment,
            callers: details.callers,
            outcome: details.outcome,
            handover_id: details.handover,
            to_community_id: details.to_community,
            counts: details.counts,
        }
    }
}
