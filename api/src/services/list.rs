//! What people call about.

use actix_web::{get, web};
use serde::Serialize;
use tenants::catalogue::{self, ListedService};
use tenants::db::CommunityTx;
use tenants::ids::CommunityId;
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::{Page, Reply};

#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceOut {
    code: String,
    name_uk: String,
    name_en: String,
    /// gas, lift, power, water, …
    group: &'static str,
    /// life, urgent, standard, routine, formal, information
    urgency: &'static str,
    /// Within which a utility accepts; null: not counted
    acknowledge_minutes: Option<i32>,
    /// Within which its crew is on site
    arrive_minutes: Option<i32>,
    /// Within which it is done
    resolve_hours: Option<i32>,
    works_on_days_off: bool,
    /// What has to be known about the place before the utility can be named
    route_by: &'static str,
    /// Who usually sees to it, in words
    executor_uk: String,
}

impl From<ListedService> for ServiceOut {
    fn from(service: ListedService) -> Self {
        Self {
            code: service.code.to_string(),
            name_uk: service.name_uk,
            name_en: service.name_en,
            group: service.group.code(),
            urgency: service.urgency.code(),
            acknowledge_minutes: service.acknowledge_minutes,
            arrive_minutes: service.arrive_minutes,
            resolve_hours: service.resolve_hours,
            works_on_days_off: service.works_on_days_off,
            route_by: service.route_by.code(),
            executor_uk: service.executor_uk,
        }
    }
}

/// The service catalogue, in its own order
#[utoipa::path(
    operation_id = "services.list",
    tag = "services",
    params(("community_id" = Uuid, Path)),
    responses((status = 200, description = "The catalogue", body = Page<ServiceOut>))
)]
#[get("/communities/{community_id}/services")]
pub async fn list(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
) -> Result<Reply, Problem> {
    let work = |tx: &mut CommunityTx<'_>| Ok(catalogue::list(tx)?);
    let services = app
        .database
        .read_community("services.list", &caller, community.0, work)
        .await?;
    let items = services.into_iter().map(ServiceOut::from).collect();
    Reply::page(&Page { items, next: None })
}
