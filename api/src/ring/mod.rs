//! The answer at ring-time, over HTTP.

pub mod answer;
mod error;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(answer::answer);
}
