//! The region itself, over HTTP.

pub mod change;
mod error;
pub mod find;
mod out;

pub use out::RegionOut;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(find::find).service(change::change);
}
