//! Creates an account.

use actix_web::{post, web};
use serde::{Deserialize, Serialize, Serializer};
use tenants::accounts::{
    self, Account, Email, HashedPassword, KeepsAccounts, Login, NewAccount, NewPassword,
};
use tenants::ids::{CommunityId, RegionId};
use tenants::text::Name;
use utoipa::ToSchema;

use super::{AccountOut, MembershipIn, out};
use crate::app::App;
use crate::auth::hashing;
use crate::document::shapes::{LoginIn, NameIn};
use crate::error::{Code, Problem};
use crate::extract::{Caller, Command, Path, fingerprint_without_secrets, objects};
use crate::mails::refuse_without;
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
    #[schema(value_type = Option<String>, format = Email, max_length = 254)]
    email: Option<Email>,
    /// Without one, an invitation to choose it is sent to the address
    #[serde(serialize_with = "nothing")]
    #[schema(format = Password, min_length = 12, max_length = 128)]
    password: Option<String>,
    #[serde(default, deserialize_with = "objects")]
    memberships: Vec<MembershipIn>,
}

fn nothing<S: Serializer>(_password: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
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
/// Without a password its holder is invited by mail to choose one.
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
    let (new, mail) = (prepare(&app, command.body).await?, app.mailer.is_some());
    app.database
        .write_community("accounts.create", &caller, key, community.0, move |tx| {
            out::created(&keeper, make(tx, &new, mail)?)
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
    let (new, mail) = (prepare(&app, command.body).await?, app.mailer.is_some());
    app.database
        .write_region(
            "accounts.create_in_region",
            &caller,
            key,
            region.0,
            move |tx| out::created(&keeper, make(tx, &new, mail)?),
        )
        .await
}

/// What is to be created, and whether its holder chooses the password.
#[derive(Clone)]
struct Wanted {
    account: NewAccount,
    invited: bool,
}

/// Hashes the password before a transaction begins.
async fn prepare(app: &App, body: AccountIn) -> Result<Wanted, Problem> {
    let (password, invited) = match body.password {
        Some(password) => {
            let password = NewPassword::parse(&password, &body.login)?;
            (hashing(app, move || password.hash()).await??, false)
        }
        None if body.email.is_none() => {
            return Err(Problem::new(Code::InvalidField)
                .field("password")
                .reason("either a password or an address to invite to"));
        }
        None => (HashedPassword::nobodys(), true),
    };
    let account = NewAccount {
        login: body.login,
        name: body.name,
        email: body.email,
        password,
        memberships: body.memberships.iter().map(Into::into).collect(),
    };
    Ok(Wanted { account, invited })
}

fn make(tx: &mut impl KeepsAccounts, wanted: &Wanted, mail: bool) -> Result<Account, Problem> {
    let account = accounts::create(tx, wanted.account.clone())?;
    if wanted.invited {
        accounts::invite(tx, account.id)?;
        refuse_without(mail)?;
    }
    Ok(account)
}
