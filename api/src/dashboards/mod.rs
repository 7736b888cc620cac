//! Dashboards over HTTP: numbers, never persons.

mod error;
pub mod of_community;
pub mod of_region;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(of_region::of_region)
        .service(of_community::of_community);
}
