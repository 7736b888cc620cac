//! A service as a region lists it.

use diesel::prelude::*;
use serde::Serialize;

use super::service::{EventPattern, Service, ServiceCode};
use super::vocabulary::{Group, RouteBy, Urgency, UtilityKind};
use crate::db::schema::services;
use crate::db::{self, Denied};
use crate::ids::RegionId;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = services)]
pub struct ListedService {
    pub region_id: RegionId,
    pub code: ServiceCode,
    pub position: i32,
    pub name_uk: String,
    pub name_en: String,
    #[diesel(column_name = group_code)]
    pub group: Group,
    pub urgency: Urgency,
    pub acknowledge_minutes: Option<i32>,
    pub arrive_minutes: Option<i32>,
    pub resolve_hours: Option<i32>,
    pub works_on_days_off: bool,
    pub route_by: RouteBy,
    pub executor_uk: String,
    pub executor_en: String,
    pub caller_uk: String,
    pub caller_en: String,
    /// As in the catalogue's file, with semicolons between.
    pub matches_events: String,
    pub routes_to: Option<UtilityKind>,
}

impl ListedService {
    pub(super) fn of(region_id: RegionId, position: i32, service: &Service) -> Self {
        Self {
            region_id,
            code: service.code.clone(),
            position,
            name_uk: service.name_uk.clone(),
            name_en: service.name_en.clone(),
            group: service.group,
            urgency: service.urgency,
            acknowledge_minutes: service.terms.acknowledge_minutes.map(i32::from),
            arrive_minutes: service.terms.arrive_minutes.map(i32::from),
            resolve_hours: service.terms.resolve_hours.map(i32::from),
            works_on_days_off: service.works_on_days_off,
            route_by: service.route_by,
            executor_uk: service.executor_uk.clone(),
            executor_en: service.executor_en.clone(),
            caller_uk: service.caller_uk.clone(),
            caller_en: service.caller_en.clone(),
            matches_events: joined(&service.matches_events),
            routes_to: service.routes_to,
        }
    }

    /// The events that may explain a call: a name, or its beginning and an asterisk.
    pub fn events(&self) -> impl Iterator<Item = &str> {
        self.matches_events.split_terminator(';')
    }
}

fn joined(events: &[EventPattern]) -> String {
    let names: Vec<&str> = events.iter().map(EventPattern::as_str).collect();
    names.join(";")
}

#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    #[error("there is no such service in the catalogue")]
    NotFound,
    #[error("a later step would be due before an earlier one")]
    TimesOutOfOrder,
    #[error("the service has been changed meanwhile; its version is {current}")]
    Stale { current: i32 },
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl db::Failure for CatalogueError {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
