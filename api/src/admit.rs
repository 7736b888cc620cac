//! Who is let in while others wait already.
//!
//! Whoever would only be told to come back is told so before anything is done for them, not even
//! to find out who they are: otherwise refusing takes the time that those who were let in need.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};

use crate::app::App;
use crate::headers;

/// Everything under it needs the database; pages have a frame that says so nicely, and health
/// has to be told at all times.
const NEEDS_DATABASE: &str = "/api/v1/";

/// Around everything, even the span: what is refused here is counted, and not written down.
pub async fn admit<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    if req.path().starts_with(NEEDS_DATABASE)
        && let Some(app) = req.app_data::<web::Data<App>>()
        && let Err(problem) = app.database.admit()
    {
        let mut response = problem.error_response();
        headers::finish(&mut response, Some(app));
        return Err(InternalError::from_response(problem, response).into());
    }
    next.call(req).await
}
