//! A community as its dispatchers' desk knows it by heart.

use actix_web::{get, web};
use serde::Serialize;
use tenants::calls::Phone;
use tenants::catalogue::{LocalService, ServiceState};
use tenants::communities::Community;
use tenants::db::CommunityTx;
use tenants::ids::{CommunityId, UtilityId};
use tenants::text::Name;
use tenants::utilities::Utility;
use tenants::{catalogue, communities, utilities};
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::Reply;

/// What its appeals name by codes and identifiers, with their names.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeskOut {
    #[schema(value_type = Uuid)]
    id: CommunityId,
    #[schema(value_type = String)]
    name_uk: Name,
    #[schema(value_type = String)]
    name_en: Name,
    /// In the catalogue's order
    services: Vec<DeskServiceOut>,
    /// Those that serve it, its own and the region's
    utilities: Vec<DeskUtilityOut>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct DeskServiceOut {
    code: String,
    name_uk: String,
    name_en: String,
    /// gas, lift, power, water, …
    group: &'static str,
    /// life, urgent, standard, routine, formal, information
    urgency: &'static str,
    /// on, off: calls for it are not taken down here
    #[schema(value_type = String)]
    state: ServiceState,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct DeskUtilityOut {
    #[schema(value_type = Uuid)]
    id: UtilityId,
    #[schema(value_type = String)]
    name: Name,
    #[schema(value_type = Option<String>)]
    duty_phone: Option<Phone>,
    /// active, closed
    state: &'static str,
}

impl DeskOut {
    fn new(community: Community, services: Vec<LocalService>, utilities: Vec<Utility>) -> Self {
        Self {
            id: community.id,
            name_uk: community.name_uk,
            name_en: community.name_en,
            services: services.into_iter().map(Into::into).collect(),
            utilities: utilities.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<LocalService> for DeskServiceOut {
    fn from(local: LocalService) -> Self {
        let LocalService { service, state, .. } = local;
        Self {
            code: service.code.to_string(),
            name_uk: service.name_uk,
            name_en: service.name_en,
            group: service.group.code(),
            urgency: service.urgency.code(),
            state,
        }
    }
}

impl From<Utility> for DeskUtilityOut {
    fn from(utility: Utility) -> Self {
        Self {
            id: utility.id,
            name: utility.name,
            duty_phone: utility.duty_phone,
            state: utility.state.code(),
        }
    }
}

/// The community, its services and its utilities by their names, in one answer
#[utoipa::path(
    operation_id = "communities.desk",
    tag = "communities",
    params(("community_id" = Uuid, Path)),
    responses((status = 200, description = "The desk", body = DeskOut))
)]
#[get("/communities/{community_id}/desk")]
pub async fn desk(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
) -> Result<Reply, Problem> {
    let work = |tx: &mut CommunityTx<'_>| {
        let own = communities::own(tx)?;
        let services = catalogue::list(tx)?;
        Ok(DeskOut::new(own, services, utilities::list(tx)?))
    };
    let out = app
        .database
        .read_community("communities.desk", &caller, community.0, work)
        .await?;
    Reply::ok(&out)
}
