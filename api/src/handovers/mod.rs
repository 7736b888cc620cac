//! Hand-overs over HTTP.

pub mod accept;
mod error;
pub mod find;
pub mod list;
pub mod offer;
mod out;
pub mod refuse;
pub mod withdraw;

pub use out::HandoverOut;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(offer::offer)
        .service(list::list)
        .service(find::find)
        .service(accept::accept)
        .service(refuse::refuse)
        .service(withdraw::withdraw);
}
