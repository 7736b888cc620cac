//! Finds appeals by what a caller can say.

use actix_web::{get, web};
use serde::Deserialize;
use tenants::appeals::{self, SearchCursor, Sought};
use tenants::calls::Phone;
use tenants::db::Tx;
use tenants::ids::{AppealId, BuildingId, CommunityId};
use utoipa::IntoParams;

use super::AppealOut;
use crate::app::App;
use crate::document::shapes::PhoneIn;
use crate::error::{Code, Problem};
use crate::extract::{Caller, Path, Query};
use crate::reply::{Cursor, Limit, Page, Reply};
use crate::time::When;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchIn {
    /// The number that people know it by
    number: Option<i64>,
    /// Who called, as the number is said
    #[param(value_type = Option<PhoneIn>, inline)]
    phone: Option<Phone>,
    #[param(value_type = Option<Uuid>)]
    building_id: Option<BuildingId>,
    #[serde(default)]
    #[param(inline)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<(When, AppealId)>>,
}

/// Open and closed appeals by number, telephone or building, the newest first
#[utoipa::path(
    operation_id = "appeals.search",
    tag = "appeals",
    params(("community_id" = Uuid, Path), SearchIn),
    responses((status = 200, description = "What was found", body = Page<AppealOut>))
)]
#[get("/communities/{community_id}/appeals/search")]
pub async fn search(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<SearchIn>,
) -> Result<Reply, Problem> {
    let SearchIn {
        number,
        phone,
        building_id,
        limit,
        after,
    } = query.0;
    let sought = match (number, phone, building_id) {
        (Some(number), None, None) => Sought::Number(number),
        (None, Some(phone), None) => Sought::Phone(phone),
        (None, None, Some(building)) => Sought::Building(building),
        _ => {
            return Err(Problem::new(Code::InvalidParameter)
                .field("number")
                .reason("search by exactly one of number, phone and building_id"));
        }
    };
    let after = after.map(|Cursor((When(registered_at), id))| SearchCursor { registered_at, id });
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let found = appeals::search(tx, &sought, after, limit.rows())?;
        let page = Page::cut(found, limit, |appeal| {
            (When(appeal.registered_at), appeal.id)
        })?;
        let now = tx.now();
        Ok(page.map(|appeal| AppealOut::of(appeal, now)))
    };
    Reply::page(
        &app.database
            .read_community("appeals.search", &caller, community.0, work)
            .await?,
    )
}
