//! The houses of one street.

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use tenants::housing::{self, HouseOnStreet};
use tenants::ids::{BuildingId, CommunityId, StreetId};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};
use crate::reply::{Cursor, Limit, Page, Reply};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BuildingsIn {
    #[serde(default)]
    #[param(inline)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<String>>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct HouseOut {
    #[schema(value_type = Uuid)]
    id: BuildingId,
    number: String,
    multi_flat: bool,
}

impl From<HouseOnStreet> for HouseOut {
    fn from(house: HouseOnStreet) -> Self {
        Self {
            id: house.id,
            number: house.number,
            multi_flat: house.multi_flat,
        }
    }
}

/// The houses of a street as they stand: 2, 10, 10/1, 10А
#[utoipa::path(
    operation_id = "housing.buildings_on",
    tag = "housing",
    params(("community_id" = Uuid, Path), ("street_id" = Uuid, Path), BuildingsIn),
    responses((status = 200, description = "A page of houses", body = Page<HouseOut>))
)]
#[get("/communities/{community_id}/streets/{street_id}/buildings")]
pub async fn buildings_on(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, StreetId)>,
    query: Query<BuildingsIn>,
) -> Result<Reply, Problem> {
    let (community, street) = path.0;
    let BuildingsIn { limit, after } = query.0;
    let after = after.map(|Cursor(place)| place);
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let rows = housing::buildings_on(tx, street, after.as_deref(), limit.rows())?;
        let page = Page::cut(rows, limit, |house| house.place.clone())?;
        Ok(page.map(HouseOut::from))
    };
    Reply::page(
        &app.database
            .read_community("housing.buildings_on", &caller, community, work)
            .await?,
    )
}
