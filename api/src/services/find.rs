//! One service as a community has it.

use actix_web::{get, web};
use tenants::catalogue::{self, ServiceCode};
use tenants::db::CommunityTx;
use tenants::ids::CommunityId;

use super::ServiceOut;
use crate::app::App;
use crate::document::shapes::ServiceCodeIn;
use crate::error::{Code, Problem};
use crate::extract::{Caller, Path};
use crate::reply::Reply;

/// One service, with what the community has otherwise
#[utoipa::path(
    operation_id = "services.find",
    tag = "services",
    params(("community_id" = Uuid, Path), ("service_code" = inline(ServiceCodeIn), Path)),
    responses((status = 200, description = "The service", body = ServiceOut))
)]
#[get("/communities/{community_id}/services/{service_code}")]
pub async fn find(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, String)>,
) -> Result<Reply, Problem> {
    let (community, code) = path.0;
    let work = move |tx: &mut CommunityTx<'_>| Ok(catalogue::find(tx, &named(&code)?)?);
    let service = app
        .database
        .read_community("services.find", &caller, community, work)
        .await?;
    let version = service.version;
    Ok(Reply::ok(&ServiceOut::from(service))?.version(version))
}

/// What is no code is the code of nothing.
pub(super) fn named(code: &str) -> Result<ServiceCode, Problem> {
    code.parse().map_err(|_| Problem::new(Code::NotFound))
}
