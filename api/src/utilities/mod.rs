//! Utilities over HTTP: a community's own, and the region's.

pub mod change;
pub mod create;
mod error;
pub mod find;
pub mod list;
mod out;
pub mod own;

pub use out::UtilityOut;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list)
        .service(list::list_in_region)
        .service(create::create)
        .service(create::create_regional)
        .service(own::own)
        .service(find::find)
        .service(find::find_in_region)
        .service(change::change)
        .service(change::change_regional);
}
