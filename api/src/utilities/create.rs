//! Creates a utility.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::calls::Phone;
use tenants::catalogue::vocabulary::UtilityKind;
use tenants::db::{CommunityTx, RegionTx};
use tenants::ids::{CommunityId, RegionId};
use tenants::text::Name;
use tenants::utilities::{self, NewUtility, Utility};
use utoipa::ToSchema;

use super::UtilityOut;
use crate::app::App;
use crate::document::shapes::{NameIn, PhoneIn, UtilityKindIn};
use crate::error::Problem;
use crate::extract::{Caller, Command, Path};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UtilityIn {
    /// electricity, gas, water, heat, housing, lifts, improvement, roads, lighting, waste
    #[schema(value_type = UtilityKindIn)]
    kind: UtilityKind,
    #[schema(value_type = NameIn)]
    name: Name,
    #[schema(value_type = Option<PhoneIn>)]
    duty_phone: Option<Phone>,
}

impl From<UtilityIn> for NewUtility {
    fn from(body: UtilityIn) -> Self {
        Self {
            kind: body.kind,
            name: body.name,
            duty_phone: body.duty_phone,
        }
    }
}

/// Creates a utility of the community
#[utoipa::path(
    operation_id = "utilities.create",
    tag = "utilities",
    params(("community_id" = Uuid, Path)),
    request_body = UtilityIn,
    responses((status = 201, description = "The utility", body = UtilityOut))
)]
#[post("/communities/{community_id}/utilities")]
pub async fn create(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    command: Command<UtilityIn>,
) -> Result<Reply, Problem> {
    let (community, new) = (community.0, NewUtility::from(command.body));
    let work = move |tx: &mut CommunityTx<'_>| {
        let utility = utilities::create(tx, new.clone())?;
        created(&format!("/api/v1/communities/{community}"), utility)
    };
    app.database
        .write_community("utilities.create", &caller, command.key, community, work)
        .await
}

/// Creates a utility of the region, which serves every community of it
#[utoipa::path(
    operation_id = "utilities.create_regional",
    tag = "utilities",
    params(("region_id" = Uuid, Path)),
    request_body = UtilityIn,
    responses((status = 201, description = "The utility", body = UtilityOut))
)]
#[post("/regions/{region_id}/utilities")]
pub async fn create_regional(
    app: web::Data<App>,
    caller: Caller,
    region: Path<RegionId>,
    command: Command<UtilityIn>,
) -> Result<Reply, Problem> {
    let (region, new) = (region.0, NewUtility::from(command.body));
    let work = move |tx: &mut RegionTx<'_>| {
        let utility = utilities::create_regional(tx, new.clone())?;
        created(&format!("/api/v1/regions/{region}"), utility)
    };
    app.database
        .write_region(
            "utilities.create_regional",
            &caller,
            command.key,
            region,
            work,
        )
        .await
}

fn created(owner: &str, utility: Utility) -> Result<Reply, Problem> {
    let (place, version) = (format!("{owner}/utilities/{}", utility.id), utility.version);
    Ok(Reply::created(place, &UtilityOut::from(utility))?.version(version))
}
