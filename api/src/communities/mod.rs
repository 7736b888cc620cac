//! Communities over HTTP.

pub mod change;
pub mod create;
pub mod desk;
mod error;
pub mod find;
pub mod list;
mod out;

pub use out::CommunityOut;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list)
        .service(list::neighbours)
        .service(create::create)
        .service(find::find)
        .service(desk::desk)
        .service(change::change);
}
