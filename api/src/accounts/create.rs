//! Creates an account.

use actix_web::{post, web};
use serde::{Deserialize, Serialize, Serializer};
use tenants::accounts::{self, Login, NewAccount, NewPassword};
use tenants::ids::{CommunityId, RegionId};
use tenants::text::Name;
use utoipa::ToSchema;

use super::{AccountOut, MembershipIn, out};
use crate::app::App;
use crate::auth::hashing;
use crate::document::shapes::{LoginIn, NameIn};
use crate::error::Problem;
use crate::extract::{Caller, Command, Path, fingerprint_without_secrets, objects};
use crate::reply::Reply;

/// Serialised without its password, for the fingerprint of the request.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountIn {
    /// 3 to 64 Latin letters, digits and . _ - @
    #[schema(value_type = LoginIn)]
    login: Login,
    #[schema(value_type = NameIn)]
    name: Name,
    #[serde(serialize_with = "nothing")]
    #[schema(format = Password, min_length = 12, max_length = 128)]
    password: String,
    #[serde(default, deserialize_with = "objects")]
    memberships: Vec<MembershipIn>,
}

fn nothing<S: Serializer>(_password: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_unit()
}

impl std::fmt::Debug for AccountIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountIn")
            .field("memberships", &self.memberships)
            .finish_non_exhaustive()
    }
}

/// Creates an account that the community keeps
///
/// It may be given roles in this community and in utilities that belong to it, and no others.
#[utoipa::path(
    operation_id = "accounts.create",
    tag = "accounts",
    params(("community_id" = Uuid, Path)),
    request_body = AccountIn,
    responses((status = 201, description = "The account", body = AccountOut))
)]
#[post("/communities/{community_id}/accounts")]
pub async fn create(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    command: Command<AccountIn>,
) -> Result<Reply, Problem> {
    let keeper = format!("/api/v1/communities/{}", community.0);
    let mut key = command.key;
    key.fingerprint = fingerprint_without_secrets(&keeper, &command.body)?;
    let new = prepare(&app, command.body).await?;
    app.database
        .write_community("accounts.create", &caller, key, community.0, move |tx| {
            out::created(&keeper, accounts::create(tx, new.clone())?)
        })
        .await
}

/// Creates an account that the region keeps, with any roles of the region
#[utoipa::path(
    operation_id = "accounts.create_in_region",
    tag = "accounts",
    params(("region_id" = Uuid, Path)),
    request_body = AccountIn,
    responses((status = 201, description = "The account", body = AccountOut))
)]
#[post("/regions/{region_id}/accounts")]
pub async fn create_in_region(
    app: web::Data<App>,
    caller: Caller,
    region: Path<RegionId>,
    command: Command<AccountIn>,
) -> Result<Reply, Problem> {
    let keeper = format!("/api/v1/regions/{}", region.0);
    let mut key = command.key;
    key.fingerprint = fingerprint_without_secrets(&keeper, &command.body)?;
    let new = prepare(&app, command.body).await?;
    app.database
        .write_region(
            "accounts.create_in_region",
            &caller,
            key,
            region.0,
            move |tx| out::created(&keeper, accounts::create(tx, new.clone())?),
        )
        .await
}

/// Hashes the password before a transaction begins.
async fn prepare(app: &App, body: AccountIn) -> Result<NewAccount, Problem> {
    let password = NewPassword::parse(&body.password, &body.login)?;
    let password = hashing(app, move || password.hash()).await??;
    Ok(NewAccount {
        login: body.login,
        name: body.name,
        password,
        memberships: body.memberships.iter().map(Into::into).collect(),
    })
}
