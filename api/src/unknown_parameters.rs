//! Parameters of routes that take none: whoever sends one means something by it, and is told
//! that nothing will come of it. Routes that take some refuse all others by themselves.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};

use crate::app::App;
use crate::error::{Code, Problem};
use crate::route_name;

pub async fn refuse_unknown_parameters<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let Some(name) = unknown(&req) else {
        let response = next.call(req).await;
        return response.map(ServiceResponse::map_into_left_body);
    };
    let problem = Problem::new(Code::InvalidParameter)
        .field(name)
        .reason("there are no parameters here");
    let response = problem.error_response();
    Ok(req.into_response(response).map_into_right_body())
}

fn unknown(req: &ServiceRequest) -> Option<String> {
    let (name, _) = form_urlencoded::parse(req.query_string().as_bytes()).next()?;
    let app = req.app_data::<web::Data<App>>()?;
    let route = route_name::of(req)?;
    let takes_none = app.document.takes_no_query(req.method().as_str(), &route);
    takes_none.then(|| name.into_owned())
}
