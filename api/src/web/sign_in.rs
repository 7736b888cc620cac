//! Signing in on the page.

use actix_web::http::header;
use actix_web::{Error, HttpRequest, HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;
use tenants::accounts::{SessionKind, Whence};

use super::home;
use super::language::Language;
use super::page::{Shell, go_to, page, page_with};
use super::return_path;
use super::screen;
use super::session::NewcomerSession;
use super::sign_out::sign_out;
use crate::app::App;
use crate::auth::{cookie, device, origin};
use crate::error::{Code, Problem};
use crate::extract::Network;
use crate::sessions::sign_in::{Attempt, Welcome, sign_in};

#[derive(Debug, Deserialize)]
pub struct SignInQuery {
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
pub struct SignInForm {
    login: String,
    password: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

impl std::fmt::Debug for SignInForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignInForm(…)")
    }
}

#[derive(Debug, Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    shell: Shell,
    login: String,
    next: String,
    /// The same word for every reason.
    refused: Option<&'static str>,
    locked: bool,
    /// What the screens are made of: it comes while somebody types.
    soon: Vec<String>,
}

/// The form; whoever is signed in already goes on.
#[get("/login")]
pub async fn form(
    query: Result<web::Query<SignInQuery>, Error>,
    session: Result<NewcomerSession, Problem>,
    req: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let next = query
        .map(|query| query.into_inner().next)
        .unwrap_or_default();
    let next = return_path::ours(&next).unwrap_or_default().to_owned();
    if session.is_ok() {
        return Ok(go_to(if next.is_empty() { "/" } else { &next }));
    }
    page(&SignInPage {
        shell: Shell::new(Language::of(&req)),
        login: String::new(),
        next,
        refused: None,
        locked: session.is_err_and(|problem| problem.code() == Code::SessionLocked),
        soon: screen::soon(Language::of(&req)),
    })
}

#[post("/login")]
pub async fn enter(
    app: web::Data<App>,
    req: HttpRequest,
    network: Network,
    typed: Result<web::Form<SignInForm>, Error>,
) -> Result<HttpResponse, Problem> {
    origin::refuse_cross_site(&req)?;
    let SignInForm {
        login,
        password,
        code,
        next,
    } = typed
        .map_err(|_| Problem::new(Code::MalformedRequest))?
        .into_inner();
    let next = return_path::ours(&next).unwrap_or_default().to_owned();
    let attempt = Attempt {
        login: login.clone(),
        password,
        // What is no code opens nothing that asks for one.
        code: code.parse().ok(),
        whence: Whence {
            network: network.to_string(),
            device: device::shown(&req, &app.tokens),
        },
        kind: SessionKind::Browser,
    };
    match sign_in(&app, attempt).await {
        Ok(welcome) => {
            // Locked or not, what this browser had before is over.
            sign_out(&app, &req).await?;
            let_in(&app, welcome, &next)
        }
        Err(problem) if matches!(problem.code(), Code::SignInRefused | Code::TooManyTries) => {
            turned_away(&problem, login, next, Language::of(&req))
        }
        Err(problem) => Err(problem),
    }
}

/// Straight to where they work: on a weak link each step on the way is felt.
fn let_in(app: &App, welcome: Welcome, next: &str) -> Result<HttpResponse, Problem> {
    let Welcome {
        signed_in,
        device_token,
    } = welcome;
    let now = app.database.db().clock().now();
    let seconds = (signed_in.holder.expires_at - now).num_seconds();
    let target = match next {
        "" | "/" => home::first(&signed_in.holder.memberships),
        _ => Some(next.to_owned()),
    };
    let mut response = go_to(target.as_deref().unwrap_or("/"));
    for cookie in [
        cookie::given(&signed_in.secret, seconds),
        device::given(device_token),
    ] {
        response
            .add_cookie(&cookie)
            .map_err(|_| Problem::new(Code::Internal))?;
    }
    Ok(response)
}

fn turned_away(
    problem: &Problem,
    login: String,
    next: String,
    language: Language,
) -> Result<HttpResponse, Problem> {
    let refused = match problem.code() {
        Code::TooManyTries => "too-many-tries",
        _ => "sign-in-refused",
    };
    let page = SignInPage {
        shell: Shell::new(language),
        login,
        next,
        refused: Some(refused),
        locked: false,
        soon: screen::soon(language),
    };
    let mut response = page_with(problem.code().status(), &page)?;
    if let Some(seconds) = problem.wait() {
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    Ok(response)
}
