//! A utility's assignments over HTTP.

pub mod accept;
pub mod arrive;
pub mod decline;
mod error;
pub mod find;
pub mod inbox;
mod out;
pub mod report;

pub use out::{AssignmentOut, WorkedOut};

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(inbox::inbox)
        .service(find::find)
        .service(accept::accept)
        .service(arrive::arrive)
        .service(decline::decline)
        .service(report::report);
}
