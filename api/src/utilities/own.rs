//! A utility as its own people see it.

use actix_web::{get, web};
use serde::Serialize;
use tenants::calls::Phone;
use tenants::catalogue::ListedService;
use tenants::communities::Community;
use tenants::db::UtilityTx;
use tenants::ids::{CommunityId, UtilityId};
use tenants::text::Name;
use tenants::{catalogue, communities, utilities};
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::Reply;

/// What its assignments name by codes and identifiers, with their names.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnUtilityOut {
    #[schema(value_type = Uuid)]
    id: UtilityId,
    #[schema(value_type = String)]
    name: Name,
    #[schema(value_type = Option<String>)]
    duty_phone: Option<Phone>,
    /// Those that it serves
    communities: Vec<ServedOut>,
    services: Vec<NamedServiceOut>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ServedOut {
    #[schema(value_type = Uuid)]
    id: CommunityId,
    #[schema(value_type = String)]
    name_uk: Name,
    #[schema(value_type = String)]
    name_en: Name,
}

impl From<Community> for ServedOut {
    fn from(community: Community) -> Self {
        Self {
            id: community.id,
            name_uk: community.name_uk,
            name_en: community.name_en,
        }
    }
}

/// A service of the catalogue by its name.
#[derive(Debug, Serialize, ToSchema)]
pub struct NamedServiceOut {
    code: String,
    name_uk: String,
    name_en: String,
}

impl From<ListedService> for NamedServiceOut {
    fn from(service: ListedService) -> Self {
        Self {
            code: service.code.to_string(),
            name_uk: service.name_uk,
            name_en: service.name_en,
        }
    }
}

/// The utility itself, the communities that it serves and the services of the catalogue
#[utoipa::path(
    operation_id = "utilities.own",
    tag = "utilities",
    params(("utility_id" = Uuid, Path)),
    responses((status = 200, description = "The utility", body = OwnUtilityOut))
)]
#[get("/utilities/{utility_id}")]
pub async fn own(
    app: web::Data<App>,
    caller: Caller,
    utility: Path<UtilityId>,
) -> Result<Reply, Problem> {
    let work = |tx: &mut UtilityTx<'_>| {
        let own = utilities::own(tx)?;
        let communities = communities::list_for_utility(tx)?;
        let services = catalogue::list_for_utility(tx)?;
        Ok(OwnUtilityOut {
            id: own.id,
            name: own.name,
            duty_phone: own.duty_phone,
            communities: communities.into_iter().map(Into::into).collect(),
            services: services.into_iter().map(Into::into).collect(),
        })
    };
    let out = app
        .database
        .read_utility("utilities.own", &caller, utility.0, work)
        .await?;
    Reply::ok(&out)
}
