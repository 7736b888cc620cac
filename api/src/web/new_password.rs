//! Choosing a password with the link of a mail, on the page.
//!
//! Showing the form uses nothing up: programs that examine mails open every link.

use actix_web::http::StatusCode;
use actix_web::{Error, HttpRequest, HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;
use tenants::accounts::{self, LinkHolder, NewPassword, PasswordError, Secret};
use tenants::outbox::Occasion;

use super::language::Language;
use super::page::{Shell, page_with};
use crate::app::App;
use crate::auth::origin;
use crate::error::{Code, Problem};
use crate::passwords::set::set_password;

#[derive(Deserialize)]
pub struct LinkQuery {
    #[serde(default)]
    token: String,
}

#[derive(Deserialize)]
pub struct PasswordForm {
    token: String,
    password: String,
    again: String,
}

impl std::fmt::Debug for LinkQuery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkQuery(…)")
    }
}

impl std::fmt::Debug for PasswordForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordForm(…)")
    }
}

#[derive(Template)]
#[template(path = "new_password.html")]
struct NewPasswordPage {
    shell: Shell,
    action: &'static str,
    title: &'static str,
    state: State,
}

enum State {
    Choosing {
        token: String,
        login: String,
        /// The word that says why the last try was not taken.
        refused: Option<&'static str>,
    },
    /// The link is good no more.
    Over,
    Set,
}

#[get("/reset")]
pub async fn reset_form(
    app: web::Data<App>,
    req: HttpRequest,
    query: Result<web::Query<LinkQuery>, Error>,
) -> Result<HttpResponse, Problem> {
    form(&app, &req, Occasion::PasswordReset, query).await
}

#[get("/invitation")]
pub async fn invitation_form(
    app: web::Data<App>,
    req: HttpRequest,
    query: Result<web::Query<LinkQuery>, Error>,
) -> Result<HttpResponse, Problem> {
    form(&app, &req, Occasion::Invitation, query).await
}

#[post("/reset")]
pub async fn reset(
    app: web::Data<App>,
    req: HttpRequest,
    typed: Result<web::Form<PasswordForm>, Error>,
) -> Result<HttpResponse, Problem> {
    choose(&app, &req, Occasion::PasswordReset, typed).await
}

#[post("/invitation")]
pub async fn invitation(
    app: web::Data<App>,
    req: HttpRequest,
    typed: Result<web::Form<PasswordForm>, Error>,
) -> Result<HttpResponse, Problem> {
    choose(&app, &req, Occasion::Invitation, typed).await
}

async fn form(
    app: &App,
    req: &HttpRequest,
    occasion: Occasion,
    query: Result<web::Query<LinkQuery>, Error>,
) -> Result<HttpResponse, Problem> {
    let token = query
        .map(|query| query.into_inner().token)
        .unwrap_or_default();
    match holder(app, &token).await {
        Ok(holder) => show(req, occasion, choosing(token, holder, None)),
        Err(problem) if problem.code() == Code::LinkRefused => show(req, occasion, State::Over),
        Err(problem) => Err(problem),
    }
}

async fn choose(
    app: &App,
    req: &HttpRequest,
    occasion: Occasion,
    typed: Result<web::Form<PasswordForm>, Error>,
) -> Result<HttpResponse, Problem> {
    origin::refuse_cross_site(req)?;
    let PasswordForm {
        token,
        password,
        again,
    } = typed
        .map_err(|_| Problem::new(Code::MalformedRequest))?
        .into_inner();
    let holder = match holder(app, &token).await {
        Err(problem) if problem.code() == Code::LinkRefused => {
            return show(req, occasion, State::Over);
        }
        found => found?,
    };
    let refused = if password == again {
        NewPassword::parse(&password, &holder.login).err().map(word)
    } else {
        Some("passwords-differ")
    };
    if refused.is_some() {
        return show(req, occasion, choosing(token, holder, refused));
    }
    match set_password(app, secret(&token)?, password).await {
        Ok(()) => show(req, occasion, State::Set),
        Err(problem) if problem.code() == Code::LinkRefused => show(req, occasion, State::Over),
        Err(problem) => Err(problem),
    }
}

const fn word(error: PasswordError) -> &'static str {
    match error {
        PasswordError::TooShort => "password-too-short",
        PasswordError::TooLong => "password-too-long",
        PasswordError::IsTheLogin => "password-is-login",
        PasswordError::TooEasy => "password-too-easy",
    }
}

fn secret(token: &str) -> Result<Secret, Problem> {
    Secret::parse(token).ok_or_else(|| Problem::new(Code::LinkRefused))
}

async fn holder(app: &App, token: &str) -> Result<LinkHolder, Problem> {
    let shown = secret(token)?;
    app.database
        .blocking("accounts.link_holder", move |db| {
            Ok(accounts::link_holder(db, &shown)?)
        })
        .await
}

fn choosing(token: String, holder: LinkHolder, refused: Option<&'static str>) -> State {
    State::Choosing {
        token,
        login: holder.login.to_string(),
        refused,
    }
}

fn show(req: &HttpRequest, occasion: Occasion, state: State) -> Result<HttpResponse, Problem> {
    let status = match &state {
        State::Choosing { refused: None, .. } | State::Set => StatusCode::OK,
        State::Choosing { .. } => Code::InvalidField.status(),
        State::Over => Code::LinkRefused.status(),
    };
    let (action, title) = match occasion {
        Occasion::Invitation => ("/invitation", "invitation-title"),
        Occasion::PasswordReset => ("/reset", "new-password"),
    };
    page_with(
        status,
        &NewPasswordPage {
            shell: Shell::new(Language::of(req)),
            action,
            title,
            state,
        },
    )
}
