//! Takes a community into the region.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::communities::{self, NewCommunity};
use tenants::db::RegionTx;
use tenants::ids::RegionId;
use tenants::regions::Katottg;
use tenants::text::Name;
use utoipa::ToSchema;

use super::CommunityOut;
use crate::app::App;
use crate::document::shapes::{KatottgIn, NameIn};
use crate::error::Problem;
use crate::extract::{Caller, Command, Path};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommunityIn {
    /// UA and 17 digits
    #[schema(value_type = KatottgIn)]
    katottg: Katottg,
    #[schema(value_type = NameIn)]
    name_uk: Name,
    #[schema(value_type = NameIn)]
    name_en: Name,
}

/// Creates a community
#[utoipa::path(
    operation_id = "communities.create",
    tag = "communities",
    params(("region_id" = Uuid, Path)),
    request_body = CommunityIn,
    responses((status = 201, description = "The community", body = CommunityOut))
)]
#[post("/regions/{region_id}/communities")]
pub async fn create(
    app: web::Data<App>,
    caller: Caller,
    region: Path<RegionId>,
    command: Command<CommunityIn>,
) -> Result<Reply, Problem> {
    let CommunityIn {
        katottg,
        name_uk,
        name_en,
    } = command.body;
    let new = NewCommunity {
        katottg,
        name_uk,
        name_en,
    };
    let work = move |tx: &mut RegionTx<'_>| {
        let community = communities::create(tx, new.clone())?;
        let (place, version) = (
            format!("/api/v1/communities/{}", community.id),
            community.version,
        );
        Ok(Reply::created(place, &CommunityOut::from(community))?.version(version))
    };
    app.database
        .write_region("communities.create", &caller, command.key, region.0, work)
        .await
}
