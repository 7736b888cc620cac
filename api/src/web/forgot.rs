//! Asking for a new password, on the page.

use actix_web::http::StatusCode;
use actix_web::{Error, HttpRequest, HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;
use tenants::accounts::Email;

use super::language::Language;
use super::page::{Shell, page, page_with};
use crate::app::App;
use crate::auth::origin;
use crate::error::{Code, Problem};
use crate::extract::Network;
use crate::passwords::forgot::ask as ask_for_link;

#[derive(Deserialize)]
pub struct ForgotForm {
    email: String,
}

impl std::fmt::Debug for ForgotForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ForgotForm(…)")
    }
}

#[derive(Debug, Template)]
#[template(path = "forgot.html")]
struct ForgotPage {
    shell: Shell,
    state: Forgot,
}

#[derive(Debug)]
enum Forgot {
    /// With the word that says why the last try was not taken.
    Asking {
        refused: Option<&'static str>,
    },
    Asked,
    /// No mail is sent here.
    Off,
}

#[get("/forgot")]
pub async fn form(app: web::Data<App>, req: HttpRequest) -> Result<HttpResponse, Problem> {
    let state = match app.mailer {
        Some(_) => Forgot::Asking { refused: None },
        None => Forgot::Off,
    };
    page(&ForgotPage {
        shell: Shell::new(Language::of(&req)),
        state,
    })
}

/// The same page for an address that nobody has.
#[post("/forgot")]
pub async fn ask(
    app: web::Data<App>,
    req: HttpRequest,
    network: Network,
    typed: Result<web::Form<ForgotForm>, Error>,
) -> Result<HttpResponse, Problem> {
    origin::refuse_cross_site(&req)?;
    let typed = typed.map_err(|_| Problem::new(Code::MalformedRequest))?;
    let (status, state) = match typed.email.parse::<Email>() {
        Err(_) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Forgot::Asking {
                refused: Some("no-address"),
            },
        ),
        Ok(email) => match ask_for_link(&app, email, network).await {
            Ok(()) => (StatusCode::OK, Forgot::Asked),
            Err(problem) if problem.code() == Code::MailOff => {
                (problem.code().status(), Forgot::Off)
            }
            Err(problem) if problem.code() == Code::AskedTooOften => (
                problem.code().status(),
                Forgot::Asking {
                    refused: Some("asked-too-often"),
                },
            ),
            Err(problem) => return Err(problem),
        },
    };
    page_with(
        status,
        &ForgotPage {
            shell: Shell::new(Language::of(&req)),
            state,
        },
    )
}
