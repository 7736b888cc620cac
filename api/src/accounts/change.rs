//! Renames an account, gives it another address, deactivates or activates it, sets its password,
//! takes a second factor away that was lost.

use actix_web::{patch, web};
use serde::Deserialize;
use tenants::accounts::{self, AccountChange, AccountState, Email, Login, NewPassword};
use tenants::ids::{AccountId, CommunityId, RegionId};
use tenants::text::Name;
use utoipa::ToSchema;

use super::{AccountOut, out};
use crate::app::App;
use crate::auth::hashing;
use crate::document::shapes::{AccountStateIn, NameIn, OffIn};
use crate::error::Problem;
use crate::extract::{Caller, IfMatch, Json, Path, given};
use crate::reply::Reply;

/// false, and nothing else.
#[derive(Debug, Deserialize)]
#[serde(try_from = "bool")]
struct Off;

impl TryFrom<bool> for Off {
    type Error = &'static str;

    fn try_from(on: bool) -> Result<Self, Self::Error> {
        if on {
            return Err("must be false: its holder sets one up");
        }
        Ok(Self)
    }
}

/// What is missing stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountChangeIn {
    #[schema(value_type = Option<NameIn>)]
    name: Option<Name>,
    /// null takes the address away
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, format = Email, max_length = 254)]
    email: Option<Option<Email>>,
    /// active, deactivated
    #[schema(value_type = Option<AccountStateIn>)]
    state: Option<AccountState>,
    /// A new one ends all sessions of the account
    #[schema(value_type = Option<String>, format = Password, min_length = 12, max_length = 128)]
    password: Option<String>,
    /// false takes away one that was lost, and ends all sessions of the account; only its holder
    /// sets one up
    #[schema(value_type = Option<OffIn>)]
    second_factor: Option<Off>,
}

impl std::fmt::Debug for AccountChangeIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountChangeIn")
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// Changes an account that the community keeps
#[utoipa::path(
    operation_id = "accounts.change",
    tag = "accounts",
    params(("community_id" = Uuid, Path), ("account_id" = Uuid, Path)),
    request_body = AccountChangeIn,
    responses((status = 200, description = "The account as it is now", body = AccountOut))
)]
#[patch("/communities/{community_id}/accounts/{account_id}")]
pub async fn change(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, AccountId)>,
    if_match: IfMatch,
    body: Json<AccountChangeIn>,
) -> Result<Reply, Problem> {
    let ((community, id), body) = (path.0, body.0);
    let login = app
        .database
        .read_community("accounts.find", &caller, community, move |tx| {
            Ok(accounts::find(tx, id)?.login)
        })
        .await?;
    let wanted = wanted(&app, body, &login).await?;
    let changed = app
        .database
        .change_community("accounts.change", &caller, community, move |tx| {
            Ok(accounts::change(
                tx,
                id,
                wanted.clone(),
                if_match.expected(),
            )?)
        })
        .await?;
    out::reply(changed)
}

/// Changes an account of the region
#[utoipa::path(
    operation_id = "accounts.change_in_region",
    tag = "accounts",
    params(("region_id" = Uuid, Path), ("account_id" = Uuid, Path)),
    request_body = AccountChangeIn,
    responses((status = 200, description = "The account as it is now", body = AccountOut))
)]
#[patch("/regions/{region_id}/accounts/{account_id}")]
pub async fn change_in_region(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(RegionId, AccountId)>,
    if_match: IfMatch,
    body: Json<AccountChangeIn>,
) -> Result<Reply, Problem> {
    let ((region, id), body) = (path.0, body.0);
    let login = app
        .database
        .read_region("accounts.find_in_region", &caller, region, move |tx| {
            Ok(accounts::find(tx, id)?.login)
        })
        .await?;
    let wanted = wanted(&app, body, &login).await?;
    let changed = app
        .database
        .change_region("accounts.change_in_region", &caller, region, move |tx| {
            Ok(accounts::change(
                tx,
                id,
                wanted.clone(),
                if_match.expected(),
            )?)
        })
        .await?;
    out::reply(changed)
}

/// The password is hashed before the transaction begins.
async fn wanted(app: &App, body: AccountChangeIn, login: &Login) -> Result<AccountChange, Problem> {
    let password = match body.password {
        Some(password) => {
            let password = NewPassword::parse(&password, login)?;
            Some(hashing(app, move || password.hash()).await??)
        }
        None => None,
    };
    Ok(AccountChange {
        name: body.name,
        email: body.email,
        state: body.state,
        password,
        remove_second_factor: body.second_factor.is_some(),
    })
}
