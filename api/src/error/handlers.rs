//! Answers to requests that reach no handler, or whose handler broke.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, web};
use uuid::Uuid;

use super::{Code, Problem};
use crate::app::App;

/// No route took the request: the address is unknown, or knows other methods only.
pub async fn not_found(
    req: HttpRequest,
    app: web::Data<App>,
) -> Result<actix_web::HttpResponse, Problem> {
    let allowed = req
        .match_pattern()
        .and_then(|route| app.document.methods(&route));
    match allowed.and_then(|methods| HeaderValue::from_str(methods).ok()) {
        Some(methods) => Err(Problem::new(Code::MethodNotAllowed).header(header::ALLOW, methods)),
        None => Err(Problem::new(Code::NotFound)),
    }
}

/// A handler panicked; the panic itself is in the log already.
#[must_use]
pub fn panicked(request: Uuid) -> Problem {
    Problem::new(Code::Internal).of_request(request)
}
