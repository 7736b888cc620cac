//! A community has a service otherwise than its region.

use actix_web::{put, web};
use serde::Deserialize;
use tenants::catalogue::{self, Override, ServiceState};
use tenants::db::CommunityTx;
use tenants::ids::CommunityId;
use tenants::text::Name;
use utoipa::ToSchema;

use super::ServiceOut;
use super::find::named;
use super::out::TimesIo;
use crate::app::App;
use crate::document::shapes::{NameIn, ServiceCodeIn, ServiceStateIn};
use crate::error::Problem;
use crate::extract::{Caller, IfMatch, Json, Object, Path};
use crate::reply::Reply;

/// All that the community has otherwise: what is null or missing is the region's again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceChangeIn {
    /// on, off: calls for it are not taken down here
    #[schema(value_type = ServiceStateIn)]
    state: ServiceState,
    #[schema(value_type = Option<NameIn>)]
    name_uk: Option<Name>,
    #[schema(value_type = Option<NameIn>)]
    name_en: Option<Name>,
    /// All three together. Appeals that were registered before keep their deadlines
    #[schema(value_type = Option<TimesIo>)]
    times: Option<Object<TimesIo>>,
}

/// Sets what the community has otherwise: name, times, or that it is switched off
#[utoipa::path(
    operation_id = "services.change",
    tag = "services",
    params(("community_id" = Uuid, Path), ("service_code" = inline(ServiceCodeIn), Path)),
    request_body = ServiceChangeIn,
    responses((status = 200, description = "The service as it is now", body = ServiceOut))
)]
#[put("/communities/{community_id}/services/{service_code}")]
pub async fn change(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, String)>,
    if_match: IfMatch,
    body: Json<ServiceChangeIn>,
) -> Result<Reply, Problem> {
    let (community, code) = path.0;
    let ServiceChangeIn {
        state,
        name_uk,
        name_en,
        times,
    } = body.0;
    let own = Override {
        state,
        name_uk,
        name_en,
        times: times.map(|Object(times)| times.into()),
    };
    let work = move |tx: &mut CommunityTx<'_>| {
        Ok(catalogue::change(
            tx,
            &named(&code)?,
            &own,
            if_match.expected(),
        )?)
    };
    let service = app
        .database
        .change_community("services.change", &caller, community, work)
        .await?;
    let version = service.version;
    Ok(Reply::ok(&ServiceOut::from(service))?.version(version))
}
