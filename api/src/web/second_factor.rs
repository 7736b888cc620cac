//! Setting up a second factor and taking it away, on the page.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{Error, HttpRequest, HttpResponse, get, post, web};
use askama::Template;
use qrcode::QrCode;
use qrcode::render::svg;
use serde::Deserialize;
use tenants::accounts::{self, Enrolment};

use super::language::Language;
use super::page::{Shell, page_with};
use super::session::NewcomerSession;
use crate::app::App;
use crate::auth::browser;
use crate::error::{Code, Problem};
use crate::me::second_factor::{begin, enrolled, set_up, take_away};

/// What the forms of this page send, each its part of it.
#[derive(Deserialize)]
pub struct FactorForm {
    csrf_token: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    enrolment: String,
}

impl fmt::Debug for FactorForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FactorForm(…)")
    }
}

#[derive(Template)]
#[template(path = "second_factor.html")]
struct FactorPage {
    shell: Shell,
    csrf_token: String,
    state: State,
    /// The word that says why the last try was not taken.
    refused: Option<&'static str>,
}

enum State {
    /// Nobody can set one up here.
    Off,
    /// There is none: the password begins.
    Without {
        /// Until there is one, nothing else can be done.
        is_due: bool,
    },
    Begun {
        qr: String,
        secret: String,
        uri: String,
        enrolment: String,
    },
    /// It is there from now on, and this session is over.
    Done {
        codes: Vec<String>,
    },
    With,
    /// It is gone, and this session is over.
    Gone,
}

#[get("/second-factor")]
pub async fn form(
    app: web::Data<App>,
    req: HttpRequest,
    session: NewcomerSession,
) -> Result<HttpResponse, Problem> {
    let state = resting(&app, &session);
    show(&req, &session, state, None)
}

#[post("/second-factor")]
pub async fn enrol(
    app: web::Data<App>,
    req: HttpRequest,
    session: NewcomerSession,
    typed: Result<web::Form<FactorForm>, Error>,
) -> Result<HttpResponse, Problem> {
    let typed = ours(&req, typed)?;
    match begin(&app, session.caller.account, typed.password).await {
        Ok(enrolment) => show(&req, &session, begun(enrolment)?, None),
        Err(problem) => again(&app, &req, &session, problem),
    }
}

#[post("/second-factor/confirm")]
pub async fn confirm(
    app: web::Data<App>,
    req: HttpRequest,
    session: NewcomerSession,
    typed: Result<web::Form<FactorForm>, Error>,
) -> Result<HttpResponse, Problem> {
    let typed = ours(&req, typed)?;
    let (account, shown) = (session.caller.account, enrolled(&typed.enrolment));
    let done = match (shown.clone(), typed.code.parse()) {
        (Ok(shown), Ok(code)) => set_up(&app, account, shown, code).await,
        (Ok(_), Err(_)) => Err(Problem::new(Code::ConfirmationRefused)),
        (Err(problem), _) => Err(problem),
    };
    match done {
        Ok(codes) => show(&req, &session, State::Done { codes }, None),
        Err(problem) if problem.code() == Code::ConfirmationRefused => {
            let (shown, key) = (shown?, app.factor_key.clone());
            let enrolment = app
                .database
                .blocking("accounts.enrolled_again", move |db| {
                    let key = key.as_deref();
                    Ok(accounts::enrolled_again(db, account, &shown, key)?)
                })
                .await?;
            show(&req, &session, begun(enrolment)?, Some("code-refused"))
        }
        Err(problem) => again(&app, &req, &session, problem),
    }
}

#[post("/second-factor/remove")]
pub async fn remove(
    app: web::Data<App>,
    req: HttpRequest,
    session: NewcomerSession,
    typed: Result<web::Form<FactorForm>, Error>,
) -> Result<HttpResponse, Problem> {
    let FactorForm { password, code, .. } = ours(&req, typed)?;
    match take_away(&app, session.caller.account, password, code.parse().ok()).await {
        Ok(()) => show(&req, &session, State::Gone, None),
        Err(problem) => again(&app, &req, &session, problem),
    }
}

/// A form of our own page, which shows the token that another site cannot read.
fn ours(
    req: &HttpRequest,
    typed: Result<web::Form<FactorForm>, Error>,
) -> Result<FactorForm, Problem> {
    let typed = typed
        .map_err(|_| Problem::new(Code::MalformedRequest))?
        .into_inner();
    browser::refuse_foreign_form(req, &typed.csrf_token)?;
    Ok(typed)
}

fn again(
    app: &App,
    req: &HttpRequest,
    session: &NewcomerSession,
    problem: Problem,
) -> Result<HttpResponse, Problem> {
    let refused = match problem.code() {
        Code::ConfirmationRefused => "confirmation-refused",
        Code::EnrolmentRefused => "enrolment-refused",
        Code::TooManyTries => "too-many-tries",
        Code::SecondFactorThere | Code::SecondFactorMissing | Code::SecondFactorOff => {
            "factor-changed"
        }
        _ => return Err(problem),
    };
    show(req, session, resting(app, session), Some(refused))
}

fn resting(app: &App, session: &NewcomerSession) -> State {
    match (&app.factor_key, session.caller.second_factor) {
        (_, true) => State::With,
        (None, false) => State::Off,
        (Some(_), false) => State::Without {
            is_due: session.caller.owes_second_factor(app),
        },
    }
}

fn begun(enrolment: Enrolment) -> Result<State, Problem> {
    let code = QrCode::new(&enrolment.uri).map_err(|error| {
        tracing::error!(%error, "a second factor could not be drawn");
        Problem::new(Code::Internal)
    })?;
    let drawn = code.render::<svg::Color<'_>>().build();
    let qr = drawn.split_once("?>").map_or("", |(_, svg)| svg).to_owned();
    Ok(State::Begun {
        qr,
        secret: in_groups(&enrolment.secret),
        uri: enrolment.uri,
        enrolment: enrolment.enrolled.expose(),
    })
}

/// As it is read out and typed.
fn in_groups(secret: &str) -> String {
    let signs: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = signs
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}

fn show(
    req: &HttpRequest,
    session: &NewcomerSession,
    state: State,
    refused: Option<&'static str>,
) -> Result<HttpResponse, Problem> {
    let status = match refused {
        Some(_) => StatusCode::FORBIDDEN,
        None => StatusCode::OK,
    };
    let browser = session.caller.browser.as_ref();
    let csrf_token = browser.map(|b| b.csrf_token.clone()).unwrap_or_default();
    page_with(
        status,
        &FactorPage {
            shell: Shell::new(Language::of(req)),
            csrf_token,
            state,
            refused,
        },
    )
}
