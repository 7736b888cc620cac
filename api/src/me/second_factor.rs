//! The caller's second factor: begun, confirmed, taken away. Under the key of a request nothing
//! is kept: secrets are shown once, and whoever repeats a step is told how far they have come.

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use tenants::accounts::{
    self, Enrolled, Enrolment, FactorCode, FactorError, Second, SignInError, Tried,
};
use tenants::ids::AccountId;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::app::App;
use crate::auth::hashing;
use crate::document::shapes::FactorCodeIn;
use crate::error::{Code, Problem};
use crate::extract::{Caller, Command, Newcomer};
use crate::reply::Reply;

pub fn routes(config: &mut ServiceConfig) {
    config.service(enrol).service(confirm).service(remove);
}

/// A password that is shown once more. Longer ones are no passwords of ours.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct OwnPassword(String);

impl TryFrom<String> for OwnPassword {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.chars().count() > 128 {
            return Err("must have at most 128 characters");
        }
        Ok(Self(text))
    }
}

/// What was given with the secret, and has the form of it.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Begun(Enrolled);

impl TryFrom<String> for Begun {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let enrolled = Enrolled::parse(&text).map(Self);
        enrolled.ok_or("is not what was given with the secret")
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnrolIn {
    /// The caller's own
    #[schema(value_type = String, format = Password, max_length = 128)]
    password: OwnPassword,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmIn {
    /// As it was given with the secret
    #[schema(value_type = String, pattern = "^[-_A-Za-z0-9]{74}[AEIMQUYcgkosw048]$")]
    enrolment: Begun,
    #[schema(value_type = FactorCodeIn)]
    code: FactorCode,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveIn {
    /// The caller's own
    #[schema(value_type = String, format = Password, max_length = 128)]
    password: OwnPassword,
    #[schema(value_type = FactorCodeIn)]
    code: FactorCode,
}

#[derive(Serialize, ToSchema)]
pub struct EnrolmentOut {
    /// In Base32, to be typed into an app
    secret: String,
    /// `otpauth://…`, to be shown as a QR code
    uri: String,
    /// To be shown with the first code, within an hour
    enrolment: String,
}

#[derive(Serialize, ToSchema)]
pub struct RecoveryOut {
    /// Each is good once, in place of a code of the app. They are shown now and never again.
    recovery_codes: Vec<String>,
}

macro_rules! shows_nothing {
    ($($name:ident),+) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}

shows_nothing!(
    OwnPassword,
    Begun,
    EnrolIn,
    ConfirmIn,
    RemoveIn,
    EnrolmentOut,
    RecoveryOut
);

/// Begins to set up a second factor: a secret for an app, shown once
///
/// It counts once it is confirmed with the first code; until then nothing has changed.
#[utoipa::path(
    operation_id = "me.enrol_second_factor",
    tag = "me",
    request_body = EnrolIn,
    responses((status = 200, description = "The secret", body = EnrolmentOut))
)]
#[post("/me/second-factor")]
pub async fn enrol(
    app: web::Data<App>,
    newcomer: Newcomer,
    command: Command<EnrolIn>,
) -> Result<Reply, Problem> {
    let begun = begin(&app, newcomer.0.account, command.body.password.0).await?;
    Reply::ok(&EnrolmentOut {
        enrolment: begun.enrolled.expose(),
        secret: begun.secret,
        uri: begun.uri,
    })
}

/// Confirms the second factor with a code of the app; from then on signing in asks for one
///
/// Every session of the account ends, this one, too.
#[utoipa::path(
    operation_id = "me.confirm_second_factor",
    tag = "me",
    request_body = ConfirmIn,
    responses((status = 200, description = "Codes for the day when the app is gone", body = RecoveryOut))
)]
#[post("/me/second-factor/confirm")]
pub async fn confirm(
    app: web::Data<App>,
    newcomer: Newcomer,
    command: Command<ConfirmIn>,
) -> Result<Reply, Problem> {
    let ConfirmIn { enrolment, code } = command.body;
    let recovery_codes = set_up(&app, newcomer.0.account, enrolment.0, code).await?;
    Reply::ok(&RecoveryOut { recovery_codes })
}

/// Takes the second factor away, with password and code
///
/// Every session of the account ends, this one, too.
#[utoipa::path(
    operation_id = "me.remove_second_factor",
    tag = "me",
    request_body = RemoveIn,
    responses((status = 204, description = "The password alone is enough now"))
)]
#[post("/me/second-factor/remove")]
pub async fn remove(
    app: web::Data<App>,
    caller: Caller,
    command: Command<RemoveIn>,
) -> Result<Reply, Problem> {
    let RemoveIn { password, code } = command.body;
    take_away(&app, caller.account, password.0, Some(code)).await?;
    Ok(Reply::done())
}

pub(crate) fn enrolled(text: &str) -> Result<Enrolled, Problem> {
    Enrolled::parse(text).ok_or_else(|| FactorError::EnrolmentRefused.into())
}

pub(crate) async fn begin(
    app: &App,
    account: AccountId,
    password: String,
) -> Result<Enrolment, Problem> {
    let tried = try_password(app, account, password).await?;
    let key = app.factor_key.clone();
    app.database
        .blocking("accounts.enrol_factor", move |db| {
            Ok(accounts::enrol(db, &tried, key.as_deref())?)
        })
        .await
}

/// Gives the recovery codes.
pub(crate) async fn set_up(
    app: &App,
    account: AccountId,
    enrolled: Enrolled,
    code: FactorCode,
) -> Result<Vec<String>, Problem> {
    let key = app.factor_key.clone();
    app.database
        .blocking("accounts.confirm_factor", move |db| {
            let key = key.as_deref();
            Ok(accounts::confirm(db, account, &enrolled, &code, key)?)
        })
        .await
}

pub(crate) async fn take_away(
    app: &App,
    account: AccountId,
    password: String,
    code: Option<FactorCode>,
) -> Result<(), Problem> {
    let tried = try_password(app, account, password).await?;
    let key = app.factor_key.clone();
    let second = Second { code, key };
    app.database
        .blocking("accounts.remove_factor", move |db| {
            Ok(accounts::remove(db, &tried, &second)?)
        })
        .await
}

/// Tries the password of the caller's account, with no connection held.
async fn try_password(app: &App, account: AccountId, password: String) -> Result<Tried, Problem> {
    let candidate = app
        .database
        .blocking("accounts.confirmation_begin", move |db| {
            Ok(accounts::begin_confirmation(db, account)?)
        })
        .await?;
    Ok(hashing(app, move || candidate.verify(&password)).await??)
}

impl From<FactorError> for Problem {
    fn from(error: FactorError) -> Self {
        match error {
            FactorError::Off => Self::new(Code::SecondFactorOff),
            FactorError::AlreadyThere => Self::new(Code::SecondFactorThere),
            FactorError::NotThere => Self::new(Code::SecondFactorMissing),
            FactorError::EnrolmentRefused => Self::new(Code::EnrolmentRefused).field("enrolment"),
            // Which of the two was wrong is nobody's business.
            FactorError::CodeRefused | FactorError::Password(SignInError::Refused) => {
                Self::new(Code::ConfirmationRefused)
            }
            FactorError::Password(error) => error.into(),
            FactorError::Key(_) | FactorError::Secret(_) => {
                tracing::error!(%error, "a second factor could not be read");
                Self::new(Code::Internal)
            }
            FactorError::Database(error) => error.into(),
        }
    }
}
