//! The housing registry over HTTP.

pub mod building;
pub mod buildings_on;
mod error;
pub mod find_address;
pub mod settlements;
pub mod streets;

pub use building::BuildingOut;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(find_address::find_address)
        .service(building::building)
        .service(settlements::settlements)
        .service(streets::streets)
        .service(buildings_on::buildings_on);
}
