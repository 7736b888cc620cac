//! A page: a template inside the shell that all pages share, with the headers of a page.

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use askama::Template;
use tenants::access::{Action, Membership, Scope, permits};

use super::assets;
use super::session::BrowserSession;
use crate::error::{Code, Problem};

/// No script, no style and no frame but our own; forms come here only.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
                      form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// What surrounds every page.
#[derive(Debug)]
pub(super) struct Shell {
    pub style: String,
    pub icon: String,
    /// Nothing before somebody has signed in.
    pub who: Option<Who>,
}

#[derive(Debug)]
pub(super) struct Who {
    pub name: String,
    pub places: Vec<Place>,
}

/// A page in the main navigation.
#[derive(Debug)]
pub(super) struct Place {
    pub href: &'static str,
    pub name: &'static str,
    pub is_here: bool,
}

impl Shell {
    #[must_use]
    pub fn bare() -> Self {
        Self {
            style: assets::style(),
            icon: assets::icon(),
            who: None,
        }
    }

    #[must_use]
    pub fn of(session: &BrowserSession, here: &str) -> Self {
        let places = places(session.caller.actor.memberships())
            .map(|(href, name)| Place {
                href,
                name,
                is_here: href == here,
            })
            .collect();
        Self {
            who: Some(Who {
                name: session.name.clone(),
                places,
            }),
            ..Self::bare()
        }
    }
}

/// The pages that somebody has, the one they work on first.
pub(super) fn places(
    memberships: &[Membership],
) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
    let has = |action, inside: fn(&Scope) -> bool| {
        memberships
            .iter()
            .any(|m| inside(&m.scope) && permits(m.role, action))
    };
    let all = [
        (
            has(Action::SeeAppeals, |at| matches!(at, Scope::Community(_))),
            ("/queue", "Черга"),
        ),
        (
            has(Action::SeeAssignments, |at| matches!(at, Scope::Utility(_))),
            ("/inbox", "Доручення"),
        ),
        (
            has(Action::SeeRegionCounts, |at| matches!(at, Scope::Region(_))),
            ("/region", "Область"),
        ),
    ];
    all.into_iter()
        .filter_map(|(has, place)| has.then_some(place))
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
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        // Not `no-referrer`: with that, browsers do not say where a form comes from.
        .insert_header((header::REFERRER_POLICY, "same-origin"))
        .body(text))
}

/// Goes on to another page, with GET.
#[must_use]
pub(super) fn go_to(path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, path))
        .finish()
}
