//! Who is responsible for what, over HTTP.

pub mod coverage;
pub mod create;
pub mod end;
mod error;
pub mod find;
pub mod gaps;
pub mod list;
mod out;
pub mod overlaps;
pub mod responsible;

pub use out::ResponsibilityOut;
pub use responsible::ServiceResponsibleOut;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list)
        .service(create::create)
        .service(coverage::coverage)
        .service(gaps::gaps)
        .service(overlaps::overlaps)
        .service(find::find)
        .service(end::end)
        .service(responsible::responsible);
}
