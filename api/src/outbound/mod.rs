//! What leaves Varta: mail. Knows no database: what is to be sent is handed to it.

mod letter;
mod mailer;

pub use letter::compose;
pub use mailer::{MailError, Mailer, SendError};
