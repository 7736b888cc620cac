//! Says who is responsible for a service at a place.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::catalogue::ServiceCode;

use tenants::db::{CommunityTx, Tx};
use tenants::ids::{CommunityId, UtilityId};
use tenants::responsibility::{
    self, Boundary, NewResponsibility, Period, ResponsibilityError as Error,
};
use utoipa::ToSchema;

use super::ResponsibilityOut;
use super::out::PlaceIo;
use crate::app::App;
use crate::document::shapes::{BoundaryIn, ServiceCodeIn};
use crate::error::Problem;
use crate::extract::{Caller, Command, Path, object};
use crate::reply::Reply;
use crate::time::When;

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResponsibilityIn {
    /// Code of the service in the catalogue
    #[schema(value_type = ServiceCodeIn)]
    service: ServiceCode,
    #[schema(value_type = Uuid)]
    utility_id: UtilityId,
    #[serde(deserialize_with = "object")]
    place: PlaceIo,
    /// before_inlet, after_inlet; absent: both sides of the house inlet
    #[schema(value_type = Option<BoundaryIn>)]
    boundary: Option<Boundary>,
    /// From now on when absent
    valid_from: Option<When>,
    /// Without end when absent
    valid_to: Option<When>,
}

/// Records a responsibility: at a place, for a service, for a time
#[utoipa::path(
    operation_id = "responsibilities.create",
    tag = "responsibilities",
    params(("community_id" = Uuid, Path)),
    request_body = ResponsibilityIn,
    responses((status = 201, description = "The responsibility", body = ResponsibilityOut))
)]
#[post("/communities/{community_id}/responsibilities")]
pub async fn create(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    command: Command<ResponsibilityIn>,
) -> Result<Reply, Problem> {
    let (community, body) = (community.0, command.body);
    let place = body.place.parse()?;
    let work = move |tx: &mut CommunityTx<'_>| {
        let from = body.valid_from.map_or(tx.now(), |When(from)| from);
        let period = Period::new(from, body.valid_to.map(|When(to)| to))
            .map_err(|_| Error::EndsBeforeItBegins)?;
        let new = NewResponsibility {
            service: body.service.clone(),
            utility: body.utility_id,
            place,
            boundary: body.boundary,
            period: Some(period),
        };
        let made = responsibility::create(tx, new)?;
        let address = format!(
            "/api/v1/communities/{community}/responsibilities/{}",
            made.id
        );
        let version = made.version;
        Ok(Reply::created(address, &ResponsibilityOut::from(made))?.version(version))
    };
    app.database
        .write_community(
            "responsibilities.create",
            &caller,
            command.key,
            community,
            work,
        )
        .await
}
