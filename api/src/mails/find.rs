//! Shows what became of one mail.

use actix_web::{get, web};
use tenants::accounts;
use tenants::ids::{CommunityId, MessageId, RegionId};

use super::MailOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::Reply;

/// One mail to an account that the community keeps
#[utoipa::path(
    operation_id = "mails.find",
    tag = "mails",
    params(("community_id" = Uuid, Path), ("mail_id" = Uuid, Path)),
    responses((status = 200, description = "The mail", body = MailOut))
)]
#[get("/communities/{community_id}/mails/{mail_id}")]
pub async fn find(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, MessageId)>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let found = app
        .database
        .read_community("accounts.mail", &caller, community, move |tx| {
            Ok(accounts::mail(tx, id)?)
        })
        .await?;
    Reply::ok(&MailOut::from(found))
}

/// One mail to an account of the region
#[utoipa::path(
    operation_id = "mails.find_in_region",
    tag = "mails",
    params(("region_id" = Uuid, Path), ("mail_id" = Uuid, Path)),
    responses((status = 200, description = "The mail", body = MailOut))
)]
#[get("/regions/{region_id}/mails/{mail_id}")]
pub async fn find_in_region(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(RegionId, MessageId)>,
) -> Result<Reply, Problem> {
    let (region, id) = path.0;
    let found = app
        .database
        .read_region("accounts.mail_in_region", &caller, region, move |tx| {
            Ok(accounts::mail(tx, id)?)
        })
        .await?;
    Reply::ok(&MailOut::from(found))
}
