//! The screens: pages made on the server, for browsers, in Ukrainian. They stand outside of
//! the API and its document, know no script, and ask `tenants` for what they show, as the API does.

mod assets;
mod card;
mod card_parts;
mod failure;
mod forgot;
mod history;
mod home;
mod inbox;
mod moments;
mod names;
mod new_password;
mod page;
mod queue;
mod queue_page;
mod region;
mod return_path;
mod session;
mod sign_in;
mod sign_out;
mod spelling;
mod words;

use actix_web::web;

pub use failure::as_page;

/// Every route below that answers with a page.
const PAGES: &[&str] = &[
    "/",
    "/login",
    "/logout",
    "/forgot",
    "/reset",
    "/invitation",
    "/queue",
    "/inbox",
    "/region",
    "/appeals/{appeal_id}",
    "/static/{name}",
];

pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(home::home)
        .service(sign_in::form)
        .service(sign_in::enter)
        .service(sign_out::leave)
        .service(forgot::form)
        .service(forgot::ask)
        .service(new_password::reset_form)
        .service(new_password::invitation_form)
        .service(new_password::reset)
        .service(new_password::invitation)
        .service(queue::queue)
        .service(inbox::inbox)
        .service(region::region)
        .service(card::card)
        .service(assets::asset);
}
