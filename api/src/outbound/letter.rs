//! The words of a mail, in Ukrainian.

use std::time::SystemTime;

use askama::Template;
use lettre::Message as Mail;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use tenants::accounts::Letter;
use tenants::outbox::{Message, Occasion};

use super::mailer::{Mailer, SendError};

#[derive(Debug, Template)]
#[template(path = "invitation.txt")]
struct Invitation<'a> {
    login: &'a str,
    link: &'a str,
    again: &'a str,
    minutes: i64,
}

#[derive(Debug, Template)]
#[template(path = "password_reset.txt")]
struct PasswordReset<'a> {
    login: &'a str,
    link: &'a str,
    again: &'a str,
    minutes: i64,
}

/// The same message makes the same mail each time, but for its link: whoever gets it twice can
/// tell by its Message-ID.
pub fn compose(mailer: &Mailer, message: &Message, letter: &Letter) -> Result<Mail, SendError> {
    let (page, subject) = match message.occasion {
        Occasion::Invitation => ("invitation", "Варта: запрошення"),
        Occasion::PasswordReset => ("reset", "Варта: новий пароль"),
    };
    let link = mailer.address(&format!("/{page}?token={}", letter.secret.expose()));
    let again = mailer.address("/forgot");
    let (login, minutes) = (letter.login.as_str(), letter.good_for.num_minutes());
    let text = match message.occasion {
        Occasion::Invitation => Invitation {
            login,
            link: &link,
            again: &again,
            minutes,
        }
        .render(),
        Occasion::PasswordReset => PasswordReset {
            login,
            link: &link,
            again: &again,
            minutes,
        }
        .render(),
    };
    let text = text.map_err(|error| SendError::Refused(error.to_string()))?;
    let to = letter.to.as_str().parse();
    let to = to.map_err(|_| SendError::Refused("the address is not one of SMTP".into()))?;
    Mail::builder()
        .message_id(Some(format!("<{}@{}>", message.id, mailer.domain())))
        .date(SystemTime::from(message.created_at))
        .from(mailer.from().clone())
        .to(Mailbox::new(None, to))
        .subject(subject)
        // RFC 3834: nobody's holiday answers it.
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ))
        .singlepart(SinglePart::plain(text))
        .map_err(|error| SendError::Refused(error.to_string()))
}
