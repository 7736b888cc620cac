//! Whoever asks for a page gets a page, also when something goes wrong.

use std::panic::AssertUnwindSafe;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse, ResponseError};
use askama::Template;
use futures_util::FutureExt;

use super::language::Language;
use super::page::{Shell, go_to, page_with};
use super::{PAGES, return_path};
use crate::error::{Code, Problem};

/// Turns a page's problem into a page: signing in first, or a sentence with a way out.
pub async fn as_page<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    if !wants_page(&req) {
        return next
            .call(req)
            .await
            .map(ServiceResponse::map_into_left_body);
    }
    let address = match (req.method(), req.uri().path_and_query()) {
        (&Method::GET, Some(address)) => address.as_str().to_owned(),
        _ => "/".to_owned(),
    };
    let language = Language::of(req.request());
    let outcome = AssertUnwindSafe(next.call(req)).catch_unwind().await;
    let outcome = outcome.unwrap_or_else(|_panic| Err(Problem::new(Code::Internal).into()));
    match outcome {
        Ok(response) => {
            let problem = response.response().error();
            match problem.and_then(|error| error.as_error::<Problem>()) {
                Some(problem) => {
                    let mut page = show(problem, &address, language);
                    if let Some(wait) = response.headers().get(header::RETRY_AFTER) {
                        page.headers_mut().insert(header::RETRY_AFTER, wait.clone());
                    }
                    Ok(response.into_response(page).map_into_right_body())
                }
                None => Ok(response.map_into_left_body()),
            }
        }
        Err(error) => Err(match error.as_error::<Problem>() {
            Some(problem) => Failure(problem.clone(), address, language).into(),
            None => error,
        }),
    }
}

/// One of our pages, or an address that nobody knows in a browser that shows pages.
fn wants_page(req: &ServiceRequest) -> bool {
    match req.match_pattern() {
        Some(route) => PAGES.contains(&route.as_str()),
        None => {
            let accepts = req.headers().get(header::ACCEPT);
            let accepts = accepts.and_then(|value| value.to_str().ok());
            !req.path().starts_with("/api/")
                && accepts.is_some_and(|kinds| kinds.contains("text/html"))
        }
    }
}

/// A problem that no handler lived to answer.
#[derive(Debug)]
struct Failure(Problem, String, Language);

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        self.0.status_code()
    }

    fn error_response(&self) -> HttpResponse {
        // Logs it; a handler's problem has been logged when its own answer was made.
        self.0.error_response();
        show(&self.0, &self.1, self.2)
    }
}

#[derive(Debug, Template)]
#[template(path = "failure.html")]
struct FailurePage<'a> {
    shell: Shell,
    status: u16,
    title: &'static str,
    sentence: String,
    advice: &'static str,
    /// To be asked for again, when that may help.
    again: Option<&'a str>,
}

fn show(problem: &Problem, address: &str, language: Language) -> HttpResponse {
    let code = problem.code();
    if matches!(
        code,
        Code::Unauthenticated | Code::SessionOver | Code::SessionLocked
    ) {
        return go_to(&return_path::login(address));
    }
    if code == Code::SecondFactorRequired {
        return go_to("/second-factor");
    }
    let status = code.status();
    let (title, advice) = said(status);
    let page = FailurePage {
        shell: Shell::new(language),
        status: status.as_u16(),
        title,
        sentence: problem.sentence().to_owned(),
        advice,
        again: status.is_server_error().then_some(address),
    };
    page_with(status, &page).unwrap_or_else(|_| HttpResponse::build(status).finish())
}

/// What happened, and what to do now: the names of two messages.
fn said(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::NOT_FOUND => ("failure-missing", "failure-missing-advice"),
        StatusCode::FORBIDDEN => ("failure-forbidden", "broken-forbidden"),
        StatusCode::SERVICE_UNAVAILABLE => ("failure-away", "failure-away-advice"),
        status if status.is_server_error() => ("failure-ours", "broken-passing"),
        _ => ("failure-unreadable", "failure-unreadable-advice"),
    }
}
