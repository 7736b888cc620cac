//! The way in: to the page that somebody works on.

use actix_web::{HttpResponse, get};

use super::page::{go_to, places};
use super::session::BrowserSession;
use crate::error::{Code, Problem};

#[get("/")]
pub async fn home(session: BrowserSession) -> Result<HttpResponse, Problem> {
    let first = places(session.caller.actor.memberships()).next();
    match first {
        Some((href, _)) => Ok(go_to(href)),
        None => Err(Problem::new(Code::Forbidden).detail("Для вашої ролі тут немає сторінок.")),
    }
}
