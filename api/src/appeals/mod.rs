//! Appeals over HTTP.

pub mod answer;
mod applicant;
pub mod assign;
pub mod close;
pub mod edit;
mod error;
pub mod find;
pub mod history;
pub mod join;
pub mod known;
mod out;
pub mod queue;
pub mod register;
pub mod return_for_rework;
pub mod search;

pub use applicant::{ApplicantIn, ApplicantOut};
pub use edit::ChangedOut;
pub(crate) use error::illegal_step;
pub use out::{AppealOut, DeadlinesOut};

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(known::known)
        .service(answer::answer)
        .service(register::register)
        .service(queue::queue)
        .service(search::search)
        .service(find::find)
        .service(edit::edit)
        .service(history::history)
        .service(join::join)
        .service(assign::assign)
        .service(return_for_rework::return_for_rework)
        .service(close::close);
}
