//! Who answers at a building.

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use tenants::calls::Phone;

use tenants::db::CommunityTx;
use tenants::ids::{BuildingId, CommunityId, ResponsibilityId, UtilityId};
use tenants::responsibility::{
    self, PlaceKind, ResponsibilityError, Responsible, ServiceResponsible,
};
use tenants::text::Name;
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::error::{Code, Problem};
use crate::extract::{Caller, Path, Query};
use crate::reply::{Page, Reply};
use crate::time::When;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ResponsibleIn {
    /// As of this moment; now when absent
    #[param(inline)]
    at: Option<When>,
}

/// A service, and who answers for it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceResponsibleOut {
    service: String,
    name_uk: String,
    name_en: String,
    /// Whom to turn to first stands first. Empty: nobody. Two: each has its side of the inlet
    answering: Vec<ResponsibleOut>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ResponsibleOut {
    #[schema(value_type = Uuid)]
    utility_id: UtilityId,
    #[schema(value_type = String)]
    name: Name,
    #[schema(value_type = Option<String>)]
    duty_phone: Option<Phone>,
    #[schema(value_type = Uuid)]
    responsibility_id: ResponsibilityId,
    /// building, street, settlement, community: the most specific place decides
    decided_by: &'static str,
    /// before_inlet, after_inlet; null: both sides
    boundary: Option<&'static str>,
}

impl From<ServiceResponsible> for ServiceResponsibleOut {
    fn from(service: ServiceResponsible) -> Self {
        Self {
            service: service.service.to_string(),
            name_uk: service.name_uk,
            name_en: service.name_en,
            answering: service.answering.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Responsible> for ResponsibleOut {
    fn from(one: Responsible) -> Self {
        Self {
            utility_id: one.utility,
            name: one.name,
            duty_phone: one.duty_phone,
            responsibility_id: one.responsibility,
            decided_by: one.decided_by.code(),
            boundary: one.boundary.map(|side| side.code()),
        }
    }
}

/// Who answers at a building, for every service of the catalogue
#[utoipa::path(
    operation_id = "responsibilities.responsible",
    tag = "responsibilities",
    params(("community_id" = Uuid, Path), ("building_id" = Uuid, Path), ResponsibleIn),
    responses((status = 200, description = "Who answers", body = Page<ServiceResponsibleOut>))
)]
#[get("/communities/{community_id}/buildings/{building_id}/responsible")]
pub async fn responsible(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, BuildingId)>,
    query: Query<ResponsibleIn>,
) -> Result<Reply, Problem> {
    let ((community, building), at) = (path.0, query.0.at.map(|When(at)| at));
    let work = move |tx: &mut CommunityTx<'_>| {
        responsibility::responsible_at(tx, building, at).map_err(|error| match error {
            // Here the building is the address itself, not something that a body names.
            ResponsibilityError::UnknownPlace(PlaceKind::Building) => Problem::new(Code::NotFound),
            error => error.into(),
        })
    };
    let services = app
        .database
        .read_community("responsibilities.responsible", &caller, community, work)
        .await?;
    let items = services
        .into_iter()
        .map(Into::into)
        .collect::<Vec<ServiceResponsibleOut>>();
    Reply::page(&Page { items, next: None })
}
