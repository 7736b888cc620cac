//! A mail. Nobody has said yet in which language they read: it says all in Ukrainian, and then
//! in English.

use std::time::SystemTime;

use lettre::Message as Mail;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use tenants::accounts::Letter;
use tenants::outbox::{Message, Occasion};

use super::mailer::{Mailer, SendError};
use crate::web::language::Language;
use crate::web::words::said_with;

/// The same message makes the same mail each time, but for its link: whoever gets it twice can
/// tell by its Message-ID.
pub fn compose(mailer: &Mailer, message: &Message, letter: &Letter) -> Result<Mail, SendError> {
    let (page, words) = match message.occasion {
        Occasion::Invitation => ("invitation", "letter-invitation"),
        Occasion::PasswordReset => ("reset", "letter-reset"),
    };
    let minutes = letter.good_for.num_minutes().to_string();
    let with = [
        ("login", letter.login.as_str()),
        (
            "link",
            &mailer.address(&format!("/{page}?token={}", letter.secret.expose())),
        ),
        ("again", &mailer.address("/forgot")),
        ("minutes", &minutes),
    ];
    let subject = Language::ALL.map(|one| said_with(one, &format!("{words}-subject"), &[]));
    let text = Language::ALL.map(|one| said_with(one, words, &with));
    let to = letter.to.as_str().parse();
    let to = to.map_err(|_| SendError::Refused("the address is not one of SMTP".into()))?;
    Mail::builder()
        .message_id(Some(format!("<{}@{}>", message.id, mailer.domain())))
        .date(SystemTime::from(message.created_at))
        .from(mailer.from().clone())
        .to(Mailbox::new(None, to))
        .subject(subject.join(" · "))
        // RFC 3834: nobody's holiday answers it.
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ))
        .singlepart(SinglePart::plain(text.join("\n\n· · ·\n\n") + "\n"))
        .map_err(|error| SendError::Refused(error.to_string()))
}
