//! Choosing a password with the link of a mail, on the page.
//!
//! Showing the form uses nothing up: programs that examine mails open every link.

use actix_web::http::StatusCode;
use actix_web::{Error, HttpRequest, HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;
use tenants::accounts::{self, LinkHolder, Secret};
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
        /// The sentence that says why the last try was not taken.
        refused: Option<String>,
    },
    /// The link is good no more.
    Over,
    Set,
}

#[get("/reset")]
pub async fn reset_form(
    app: web::Data<App>,
    query: Result<web::Query<LinkQuery>, Error>,
) -> Result<HttpResponse, Problem> {
    form(&app, Occasion::PasswordReset, query).await
}

#[get("/invitation")]
pub async fn invitation_form(
    app: web::Data<App>,
    query: Result<web::Query<LinkQuery>, Error>,
) -> Result<HttpResponse, Problem> {
    form(&app, Occasion::Invitation, query).await
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
    occasion: Occasion,
    query: Result<web::Query<LinkQuery>, Error>,
) -> Result<HttpResponse, Problem> {
    let token = query
        .map(|query| query.into_inner().token)
        .unwrap_or_default();
    match holder(app, &token).await {
        Ok(holder) => show(occasion, choosing(token, holder, None)),
        Err(problem) if problem.code() == Code::LinkRefused => show(occasion, State::Over),
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
        Err(problem) if problem.code() == Code::LinkRefused => return show(occasion, State::Over),
        found => found?,
    };
    if password != again {
        let sentence = "Паролі не збігаються. Введіть той самий двічі.".to_owned();
        return show(occasion, choosing(token, holder, Some(sentence)));
    }
    match set_password(app, secret(&token)?, password).await {
        Ok(()) => show(occasion, State::Set),
        Err(problem) if problem.code() == Code::LinkRefused => show(occasion, State::Over),
        Err(problem) if problem.code() == Code::InvalidField => {
            let sentence = problem.sentence().to_owned();
            show(occasion, choosing(token, holder, Some(sentence)))
        }
        Err(problem) => Err(problem),
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

fn choosing(token: String, holder: LinkHolder, refused: Option<String>) -> State {
    State::Choosing {
        token,
        login: holder.login.to_string(),
        refused,
    }
}

fn show(occasion: Occasion, state: State) -> Result<HttpResponse, Problem> {
    let status = match &state {
        State::Choosing { refused: None, .. } | State::Set => StatusCode::OK,
        State::Choosing { .. } => Code::InvalidField.status(),
        State::Over => Code::LinkRefused.status(),
    };
    let (action, title) = match occasion {
        Occasion::Invitation => ("/invitation", "Запрошення до Варти"),
        Occasion::PasswordReset => ("/reset", "Новий пароль"),
    };
    page_with(
        status,
        &NewPasswordPage {
            shell: Shell::new(Language::Ukrainian),
            action,
            title,
            state,
        },
    )
}
