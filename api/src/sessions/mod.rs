//! Signing in, going on, unlocking and signing out.

pub mod end;
mod error;
mod out;
pub mod refresh;
pub(crate) mod sign_in;
pub mod start;
pub mod unlock;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(start::start)
        .service(refresh::refresh)
        .service(end::end)
        .service(unlock::unlock);
}
