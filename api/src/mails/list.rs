//! Lists mails.

use actix_web::{get, web};
use serde::Deserialize;
use tenants::accounts::{self, KeepsAccounts};
use tenants::ids::{CommunityId, MessageId, RegionId};
use tenants::outbox::MessageState;
use utoipa::IntoParams;

use super::MailOut;
use crate::app::App;
use crate::document::shapes::MessageStateIn;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};
use crate::reply::{Cursor, Limit, Page, Reply};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MailsIn {
    /// waiting, delivered, dead
    #[param(value_type = Option<MessageStateIn>, inline)]
    state: Option<MessageState>,
    #[serde(default)]
    #[param(inline)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<MessageId>>,
}

/// Mails to accounts that the community keeps, the latest first
#[utoipa::path(
    operation_id = "mails.list",
    tag = "mails",
    params(("community_id" = Uuid, Path), MailsIn),
    responses((status = 200, description = "A page", body = Page<MailOut>))
)]
#[get("/communities/{community_id}/mails")]
pub async fn list(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<MailsIn>,
) -> Result<Reply, Problem> {
    let found = app
        .database
        .read_community("accounts.mails", &caller, community.0, move |tx| {
            page(tx, &query.0)
        })
        .await?;
    Reply::page(&found)
}

/// Mails to all accounts of the region, the latest first
#[utoipa::path(
    operation_id = "mails.list_in_region",
    tag = "mails",
    params(("region_id" = Uuid, Path), MailsIn),
    responses((status = 200, description = "A page", body = Page<MailOut>))
)]
#[get("/regions/{region_id}/mails")]
pub async fn list_in_region(
    app: web::Data<App>,
    caller: Caller,
    region: Path<RegionId>,
    query: Query<MailsIn>,
) -> Result<Reply, Problem> {
    let found = app
        .database
        .read_region("accounts.mails_in_region", &caller, region.0, move |tx| {
            page(tx, &query.0)
        })
        .await?;
    Reply::page(&found)
}

fn page(tx: &mut impl KeepsAccounts, asked: &MailsIn) -> Result<Page<MailOut>, Problem> {
    let after = asked.after.as_ref().map(|cursor| cursor.0);
    let rows = accounts::mails(tx, asked.state, after, asked.limit.rows())?;
    Ok(Page::cut(rows, asked.limit, |row| row.id)?.map(MailOut::from))
}
