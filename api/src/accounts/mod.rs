//! Accounts and their memberships, over HTTP: a community keeps its own, the region all.

pub mod change;
pub mod create;
mod error;
pub mod find;
pub mod grant;
pub mod invite;
pub mod list;
mod membership;
mod out;
pub mod revoke;

pub use membership::{GrantedOut, MembershipIn};
pub use out::AccountOut;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list)
        .service(list::list_in_region)
        .service(create::create)
        .service(create::create_in_region)
        .service(find::find)
        .service(find::find_in_region)
        .service(change::change)
        .service(change::change_in_region)
        .service(invite::invite)
        .service(invite::invite_in_region)
        .service(grant::grant)
        .service(grant::grant_in_region)
        .service(revoke::revoke)
        .service(revoke::revoke_in_region);
}
