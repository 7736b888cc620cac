//! Lists accounts.

use actix_web::{get, web};
use serde::Deserialize;
use tenants::accounts::{self, KeepsAccounts, Login};
use tenants::ids::{CommunityId, RegionId};
use utoipa::IntoParams;

use super::AccountOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};
use crate::reply::{Cursor, Limit, Page, Reply};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AccountsIn {
    #[serde(default)]
    #[param(inline)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<Login>>,
}

/// The accounts that the community keeps, by login
#[utoipa::path(
    operation_id = "accounts.list",
    tag = "accounts",
    params(("community_id" = Uuid, Path), AccountsIn),
    responses((status = 200, description = "A page", body = Page<AccountOut>))
)]
#[get("/communities/{community_id}/accounts")]
pub async fn list(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<AccountsIn>,
) -> Result<Reply, Problem> {
    let found = app
        .database
        .read_community("accounts.list", &caller, community.0, move |tx| {
            page(tx, &query.0)
        })
        .await?;
    Reply::page(&found)
}

/// All accounts of the region, by login
#[utoipa::path(
    operation_id = "accounts.list_in_region",
    tag = "accounts",
    params(("region_id" = Uuid, Path), AccountsIn),
    responses((status = 200, description = "A page", body = Page<AccountOut>))
)]
#[get("/regions/{region_id}/accounts")]
pub async fn list_in_region(
    app: web::Data<App>,
    caller: Caller,
    region: Path<RegionId>,
    query: Query<AccountsIn>,
) -> Result<Reply, Problem> {
    let found = app
        .database
        .read_region("accounts.list_in_region", &caller, region.0, move |tx| {
            page(tx, &query.0)
        })
        .await?;
    Reply::page(&found)
}

fn page(tx: &mut impl KeepsAccounts, asked: &AccountsIn) -> Result<Page<AccountOut>, Problem> {
    let after = asked.after.as_ref().map(|cursor| &cursor.0);
    let rows = accounts::list(tx, after, asked.limit.rows())?;
    Ok(Page::cut(rows, asked.limit, |row| row.login.clone())?.map(AccountOut::from))
}
