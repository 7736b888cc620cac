//! A page: a template inside the shell that all pages share, with the headers of a page.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, HttpResponseBuilder};
use askama::Template;

use super::language::Language;
use super::{assets, words};
use crate::error::{Code, Problem};

/// No script, no style and no frame but our own; forms come here only.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
                      form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// What surrounds every page.
#[derive(Debug)]
pub(super) struct Shell {
    pub style: String,
    pub icon: String,
    pub language: Language,
}

impl Shell {
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            style: assets::style(),
            icon: assets::icon(),
            language,
        }
    }

    /// A word of the screens, by its name.
    #[must_use]
    pub fn word(&self, id: &str) -> String {
        words::said(self.language, id)
    }
}

/// Renders a page.
pub(super) fn page(template: &impl Template) -> Result<HttpResponse, Problem> {
    page_with(StatusCode::OK, template)
}

pub(super) fn page_with(
    status: StatusCode,
    template: &impl Template,
) -> Result<HttpResponse, Problem> {
    let text = template.render().map_err(|error| {
        tracing::error!(%error, "a page could not be rendered");
        Problem::new(Code::Internal)
    })?;
    Ok(html(status, POLICY).body(text))
}

/// The headers of a page.
pub(super) fn html(status: StatusCode, policy: &str) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    response
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, policy))
        // Not `no-referrer`: with that, browsers do not say where a form comes from.
        .insert_header((header::REFERRER_POLICY, "same-origin"));
    response
}

/// Goes on to another page, with GET.
#[must_use]
pub(super) fn go_to(path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, path))
        .finish()
}
