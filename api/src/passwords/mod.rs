//! Passwords by mail: asking for a new one, and setting it with the secret that came. Both
//! without having signed in.

mod error;
pub mod forgot;
pub mod set;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(forgot::forgot).service(set::set);
}
