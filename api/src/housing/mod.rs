//! The housing registry over HTTP.

pub mod building;
mod error;
pub mod find_address;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(find_address::find_address)
        .service(building::building);
}
