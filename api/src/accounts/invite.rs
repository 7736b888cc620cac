//! Invites somebody by mail to choose a password.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::accounts;
use tenants::ids::{AccountId, CommunityId, RegionId};
use tenants::outbox::Message;
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Command, Path};
use crate::mails::{MailOut, refuse_without};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteIn {}

/// Sends an account of the community a link to choose a password, the first time or again
#[utoipa::path(
    operation_id = "accounts.invite",
    tag = "accounts",
    params(("community_id" = Uuid, Path), ("account_id" = Uuid, Path)),
    request_body = InviteIn,
    responses((status = 201, description = "The mail, which waits to be sent", body = MailOut))
)]
#[post("/communities/{community_id}/accounts/{account_id}/invitations")]
pub async fn invite(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, AccountId)>,
    command: Command<InviteIn>,
) -> Result<Reply, Problem> {
    let ((community, id), mail) = (path.0, app.mailer.is_some());
    let keeper = format!("/api/v1/communities/{community}");
    app.database
        .write_community(
            "accounts.invite",
            &caller,
            command.key,
            community,
            move |tx| created(&keeper, accounts::invite(tx, id)?, mail),
        )
        .await
}

/// Sends an account of the region a link to choose a password, the first time or again
#[utoipa::path(
    operation_id = "accounts.invite_in_region",
    tag = "accounts",
    params(("region_id" = Uuid, Path), ("account_id" = Uuid, Path)),
    request_body = InviteIn,
    responses((status = 201, description = "The mail, which waits to be sent", body = MailOut))
)]
#[post("/regions/{region_id}/accounts/{account_id}/invitations")]
pub async fn invite_in_region(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(RegionId, AccountId)>,
    command: Command<InviteIn>,
) -> Result<Reply, Problem> {
    let ((region, id), mail) = (path.0, app.mailer.is_some());
    let keeper = format!("/api/v1/regions/{region}");
    app.database
        .write_region(
            "accounts.invite_in_region",
            &caller,
            command.key,
            region,
            move |tx| created(&keeper, accounts::invite(tx, id)?, mail),
        )
        .await
}

fn created(keeper: &str, message: Message, mail: bool) -> Result<Reply, Problem> {
    refuse_without(mail)?;
    let place = format!("{keeper}/mails/{}", message.id);
    Reply::created(place, &MailOut::from(message))
}
