//! Files that are brought into a registry over HTTP: given, watched, and what was refused given
//! back.

mod error;
pub mod find;
pub mod give;
pub mod list;
pub(crate) mod mappings;
mod out;
pub(crate) mod returned;
pub mod rows;
mod run;
mod spool;

pub use out::ImportOut;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list)
        .service(give::give)
        .service(find::find)
        .service(rows::rows);
}
