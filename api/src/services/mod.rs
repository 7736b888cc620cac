//! The service catalogue over HTTP.

mod error;
pub mod list;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(list::list);
}
