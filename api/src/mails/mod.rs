//! Mails to accounts, over HTTP: what became of them, and sending them once more.

pub mod find;
pub mod list;
mod out;
pub mod revive;

pub use out::MailOut;

use utoipa_actix_web::service_config::ServiceConfig;

use crate::error::{Code, Problem};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list)
        .service(list::list_in_region)
        .service(find::find)
        .service(find::find_in_region)
        .service(revive::revive)
        .service(revive::revive_in_region);
}

/// Whoever asks for a mail is told when none can be sent; what was asked is not done then.
pub(crate) fn refuse_without(mail: bool) -> Result<(), Problem> {
    if mail {
        Ok(())
    } else {
        Err(Problem::new(Code::MailOff))
    }
}
