//! The screens. Signed-out pages are made here and work without a script; signed-in screens are
//! made in the browser, by the modules under `static/`, from what the API says. Both stand
//! outside of the API's document, and take their words from the same place.

mod assets;
mod failure;
mod fluent;
mod forgot;
mod home;
pub(crate) mod language;
mod link;
mod modules;
mod new_password;
mod page;
mod return_path;
mod screen;
mod second_factor;
mod session;
mod sign_in;
mod sign_out;
pub(crate) mod words;
mod worker;

use actix_web::web;

pub use assets::prepare;
pub use failure::as_page;

/// Every route below that answers with a page.
const PAGES: &[&str] = &[
    "/",
    "/login",
    "/logout",
    "/console",
    "/crew",
    "/forgot",
    "/reset",
    "/invitation",
    "/region",
    "/second-factor",
    "/second-factor/confirm",
    "/second-factor/remove",
    "/administration",
    "/appeals/{appeal_id}",
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
        .service(second_factor::form)
        .service(second_factor::enrol)
        .service(second_factor::confirm)
        .service(second_factor::remove)
        .service(screen::console)
        .service(screen::crew)
        .service(screen::region)
        .service(screen::administration)
        .service(screen::appeal)
        .service(assets::send)
        .service(worker::worker)
        .service(worker::manifest);
}
