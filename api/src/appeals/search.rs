//! Finds appeals by what a caller can say.

use std::num::NonZeroU32;

use actix_web::{post, web};
use serde::Deserialize;
use tenants::appeals::{self, SearchCursor, Sought};
use tenants::calls::Phone;
use tenants::db::Tx;
use tenants::ids::{AppealId, BuildingId, CommunityId};
use utoipa::{IntoParams, ToSchema};

use super::AppealOut;
use crate::app::App;
use crate::document::shapes::PhoneIn;
use crate::error::{Code, Problem};
use crate::extract::{Caller, Command, Path, Query};
use crate::reply::{Cursor, Limit, Page, Reply};
use crate::time::When;

/// Exactly one of these.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SoughtIn {
    /// The number that people know it by
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 4294967295_u32)]
    number: Option<NonZeroU32>,
    /// Who called, as the number is said
    #[schema(value_type = Option<PhoneIn>)]
    phone: Option<Phone>,
    #[schema(value_type = Option<Uuid>)]
    building_id: Option<BuildingId>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchIn {
    #[serde(default)]
    #[param(inline)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<(When, AppealId)>>,
}

/// Open and closed appeals by number, telephone or building, the newest first
///
/// Looking up a telephone is recorded in the community's ledger. The next page is asked for with
/// the same body.
#[utoipa::path(
    operation_id = "appeals.search",
    tag = "appeals",
    params(("community_id" = Uuid, Path), SearchIn),
    request_body = SoughtIn,
    responses((status = 200, description = "What was found", body = Page<AppealOut>))
)]
#[post("/communities/{community_id}/appeals/search")]
pub async fn search(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<SearchIn>,
    command: Command<SoughtIn>,
) -> Result<Reply, Problem> {
    let SearchIn { limit, after } = query.0;
    let SoughtIn {
        number,
        phone,
        building_id,
    } = command.body;
    let sought = match (number, phone, building_id) {
        (Some(number), None, None) => Sought::Number(number.get().into()),
        (None, Some(phone), None) => Sought::Phone(phone),
        (None, None, Some(building)) => Sought::Building(building),
        _ => {
            return Err(Problem::new(Code::InvalidField)
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
    let page = app
        .database
        .read_community("appeals.search", &caller, community.0, work)
        .await?;
    Ok(Reply::page(&page)?.read())
}
