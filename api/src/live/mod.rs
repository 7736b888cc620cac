//! Live: the ledger as server-sent events, so that a change stands on every other screen a
//! moment later.
//!
//! Each running program reads the ledger once for all who listen to it (`hub`, turned by a job)
//! and keeps nothing of it: whoever comes back says how far they are (`cursor`) and is given
//! the rest first, by whichever program. A stream holds no connection to the database. Who is
//! too slow is let go, and resumes.

mod cursor;
mod error;
mod feed;
mod follow;
mod hub;
mod message;
pub mod of_community;
pub mod of_region;
pub mod of_utility;
mod out;
mod stream;
mod turn;

use utoipa_actix_web::service_config::ServiceConfig;

pub use hub::Hub;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(of_community::of_community)
        .service(of_utility::of_utility)
        .service(of_region::of_region);
}
