//! What surrounds every request: its span, its name, its number in the metrics, and an answer
//! even when its handler panics.

use std::panic::AssertUnwindSafe;
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use futures_util::FutureExt;
use tracing_actix_web::{RequestId, RootSpanBuilder};

use crate::app::App;
use crate::error::{self, Code, Problem};
use crate::{request_id, route_name};

/// A span that names the route, never the address: an address may hold what was searched for.
#[derive(Debug)]
pub struct RequestSpan;

impl RootSpanBuilder for RequestSpan {
    fn on_request_start(request: &ServiceRequest) -> tracing::Span {
        tracing::info_span!(
            "request",
            request_id = %name_of(request),
            method = %request.method(),
            route = route_name::of(request),
            account = tracing::field::Empty,
        )
    }

    fn on_request_end<B: MessageBody>(
        _span: tracing::Span,
        _outcome: &Result<ServiceResponse<B>, Error>,
    ) {
    }
}

/// The innermost frame: everything that happens in it happens under the request's name.
pub async fn frame<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let id = name_of(&req);
    let app = req.app_data::<web::Data<App>>().cloned();
    let (method, route) = (req.method().clone(), route_name::of(&req));
    let started = Instant::now();
    let outcome = request_id::under(id, AssertUnwindSafe(next.call(req)).catch_unwind()).await;
    let mut outcome = outcome.unwrap_or_else(|_panic| Err(error::panicked(id).into()));
    let status = match &outcome {
        Ok(response) => response.status(),
        Err(error) => error.as_response_error().status_code(),
    };
    let elapsed = started.elapsed();
    if let Some(app) = app {
        app.metrics
            .request(&method, route.as_deref(), status, elapsed);
    }
    let micros = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX);
    // What went well is counted, not written down: a line for each would cost as much as its work.
    // So is what was refused for want of room: there is no room for lines then, either.
    if status.is_success() || is_overload(&outcome) {
        tracing::debug!(target: "varta::request", status = status.as_u16(), micros, "answered");
    } else {
        tracing::info!(target: "varta::request", status = status.as_u16(), micros, "answered");
    }
    if let (Ok(response), Ok(value)) = (&mut outcome, HeaderValue::try_from(id.to_string())) {
        response
            .headers_mut()
            .insert(HeaderName::from_static("x-request-id"), value);
    }
    outcome
}

fn is_overload<B>(outcome: &Result<ServiceResponse<B>, Error>) -> bool {
    let error = match outcome {
        Ok(response) => response.response().error(),
        Err(error) => Some(error),
    };
    error
        .and_then(|error| error.as_error::<Problem>())
        .is_some_and(|problem| problem.code() == Code::Overloaded)
}

fn name_of(request: &ServiceRequest) -> uuid::Uuid {
    request
        .extensions()
        .get::<RequestId>()
        .map(|id| **id)
        .unwrap_or_default()
}

#[cfg(test)]
#[path = "frame_tests.rs"]
mod tests;
