//! The service catalogue over HTTP.

pub mod change;
mod error;
pub mod find;
pub mod list;
mod out;

pub use out::ServiceOut;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list)
        .service(find::find)
        .service(change::change);
}
