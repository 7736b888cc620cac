//! A community's ledger over HTTP: where it ends, and whether it holds.

pub mod check;
mod error;
pub mod head;

pub use head::HeadOut;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(head::head).service(check::check);
}
