//! What is known before anything is written.

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use tenants::appeals::{self, Known};
use tenants::catalogue::ServiceCode;
use tenants::clock::Moment;
use tenants::db::Tx;
use tenants::ids::{BuildingId, CommunityId, UtilityId};
use utoipa::{IntoParams, ToSchema};

use super::{AppealOut, DeadlinesOut};
use crate::app::App;
use crate::document::shapes::ServiceCodeIn;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};
use crate::reply::Reply;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct KnownIn {
    #[param(value_type = Uuid)]
    building_id: BuildingId,
    /// Code of a service in the catalogue
    #[param(value_type = ServiceCodeIn, inline)]
    service: ServiceCode,
}

/// The answer before the assignment.
#[derive(Debug, Serialize, ToSchema)]
pub struct KnownOut {
    place: String,
    urgency: String,
    /// By when it would have to be done, were it registered now
    deadlines: DeadlinesOut,
    /// Who is responsible here for this service now; null: nobody
    #[schema(value_type = Option<Uuid>)]
    responsible_utility_id: Option<UtilityId>,
    /// Open appeals at this building for this service, the oldest first: join one of them
    open: Vec<AppealOut>,
}

impl KnownOut {
    fn of(facts: Known, now: Moment) -> Self {
        Self {
            place: facts.place,
            urgency: facts.urgency,
            deadlines: facts.deadlines.into(),
            responsible_utility_id: facts.responsible,
            open: facts
                .open
                .into_iter()
                .map(|appeal| AppealOut::of(appeal, now))
                .collect(),
        }
    }
}

/// Who is responsible at a building for a service, and which open appeals stand there
#[utoipa::path(
    operation_id = "appeals.known",
    tag = "appeals",
    params(("community_id" = Uuid, Path), KnownIn),
    responses((status = 200, description = "What is known", body = KnownOut))
)]
#[get("/communities/{community_id}/known")]
pub async fn known(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<KnownIn>,
) -> Result<Reply, Problem> {
    let KnownIn {
        building_id,
        service,
    } = query.0;
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let facts = appeals::known(tx, building_id, service.as_str())?;
        Ok(KnownOut::of(facts, tx.now()))
    };
    Reply::ok(
        &app.database
            .read_community("appeals.known", &caller, community.0, work)
            .await?,
    )
}
