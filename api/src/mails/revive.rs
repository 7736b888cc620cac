//! Sends a mail again that was given up.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::accounts;
use tenants::ids::{CommunityId, MessageId, RegionId};
use utoipa::ToSchema;

use super::MailOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Command, Path};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviveIn {}

/// Sends a dead mail to an account of the community once more
#[utoipa::path(
    operation_id = "mails.revive",
    tag = "mails",
    params(("community_id" = Uuid, Path), ("mail_id" = Uuid, Path)),
    request_body = ReviveIn,
    responses((status = 200, description = "It waits to be sent", body = MailOut))
)]
#[post("/communities/{community_id}/mails/{mail_id}/revive")]
pub async fn revive(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, MessageId)>,
    command: Command<ReviveIn>,
) -> Result<Reply, Problem> {
    let ((community, id), mail) = (path.0, app.mailer.is_some());
    app.database
        .write_community(
            "accounts.revive_mail",
            &caller,
            command.key,
            community,
            move |tx| {
                let revived = accounts::revive_mail(tx, id)?;
                super::refuse_without(mail)?;
                Reply::ok(&MailOut::from(revived))
            },
        )
        .await
}

/// Sends a dead mail to an account of the region once more
#[utoipa::path(
    operation_id = "mails.revive_in_region",
    tag = "mails",
    params(("region_id" = Uuid, Path), ("mail_id" = Uuid, Path)),
    request_body = ReviveIn,
    responses((status = 200, description = "It waits to be sent", body = MailOut))
)]
#[post("/regions/{region_id}/mails/{mail_id}/revive")]
pub async fn revive_in_region(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(RegionId, MessageId)>,
    command: Command<ReviveIn>,
) -> Result<Reply, Problem> {
    let ((region, id), mail) = (path.0, app.mailer.is_some());
    app.database
        .write_region(
            "accounts.revive_mail_in_region",
            &caller,
            command.key,
            region,
            move |tx| {
                let revived = accounts::revive_mail(tx, id)?;
                super::refuse_without(mail)?;
                Reply::ok(&MailOut::from(revived))
            },
        )
        .await
}
