//! Headers of every answer, whoever gives it: a handler, a middleware that failed, a panic, or
//! the framework that could not even read the request.

use actix_http::ConnectionType;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse, web};

use crate::app::App;

/// What an answer gets unless it has chosen its own. The strictest of each: a page, an asset
/// or a document says itself what it needs more.
const COMMON: [(HeaderName, &str); 8] = [
    (header::CACHE_CONTROL, "no-store"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
    (header::REFERRER_POLICY, "no-referrer"),
    // Two years. Browsers heed it only where it came over TLS, which is the ingress's work.
    (
        header::STRICT_TRANSPORT_SECURITY,
        "max-age=63072000; includeSubDomains",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // For browsers that do not know `frame-ancestors`.
    (header::X_FRAME_OPTIONS, "DENY"),
];

/// Adds what is missing.
pub(crate) fn complete(headers: &mut HeaderMap) {
    for (name, value) in &COMMON {
        if !headers.contains_key(name) {
            headers.insert(name.clone(), HeaderValue::from_static(value));
        }
    }
}

/// What every answer of a handler or a middleware needs at its end.
pub(crate) fn finish<B>(response: &mut HttpResponse<B>, app: Option<&web::Data<App>>) {
    complete(response.headers_mut());
    if app.is_some_and(|app| app.stopping.has_begun()) {
        response
            .head_mut()
            .set_connection_type(ConnectionType::Close);
    }
}

/// Around everything: an error becomes its answer here, because what the framework makes of
/// it later has no headers but its own.
pub async fn headers<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let app = req.app_data::<web::Data<App>>().cloned();
    match next.call(req).await {
        Ok(mut response) => {
            finish(response.response_mut(), app.as_ref());
            Ok(response)
        }
        Err(error) => {
            let mut response = error.error_response();
            finish(&mut response, app.as_ref());
            Err(InternalError::from_response(error, response).into())
        }
    }
}
