//! Sends mails, one after the other, with no connection to the database held meanwhile; and
//! looks up who asked for a new password.

use std::sync::Arc;
use std::time::Duration;

use tenants::accounts;
use tenants::db::{Db, Error};
use tenants::outbox::{self, Channel, Message, Outcome};

use super::Job;
use crate::outbound::{Mailer, SendError, compose};

pub(super) fn job(mailer: Arc<Mailer>) -> Job {
    Job {
        name: "mail",
        run: Box::new(move |db| send_next(db, &mailer)),
        idle: Duration::from_millis(500),
    }
}

pub(super) fn forgotten() -> Job {
    Job {
        name: "forgotten",
        run: Box::new(accounts::answer_forgotten),
        idle: Duration::from_millis(500),
    }
}

fn send_next(db: &Db, mailer: &Mailer) -> Result<bool, Error> {
    let Some(claimed) = outbox::claim(db, Channel::Mail)? else {
        return Ok(false);
    };
    let message = claimed.message();
    let outcome = send(db, mailer, message)?;
    match &outcome {
        Outcome::Delivered => {}
        // The reason may name somebody: it stands with the message, not in the log.
        Outcome::Failed(_) => {
            tracing::info!(message = %message.id, attempts = message.attempts, "a mail did not go through yet");
        }
        Outcome::Refused(_) => {
            tracing::warn!(message = %message.id, "a mail was refused and is given up");
        }
    }
    outbox::settle(db, &claimed, &outcome)?;
    Ok(true)
}

fn send(db: &Db, mailer: &Mailer, message: &Message) -> Result<Outcome, Error> {
    let Some(letter) = accounts::letter(db, message.account_id, message.occasion)? else {
        let reason = "the account is deactivated or has no address any more";
        return Ok(Outcome::Refused(reason.to_owned()));
    };
    let sent = compose(mailer, message, &letter).and_then(|mail| mailer.send(&mail));
    Ok(match sent {
        Ok(()) => Outcome::Delivered,
        Err(SendError::Failed(reason)) => Outcome::Failed(reason),
        Err(SendError::Refused(reason)) => Outcome::Refused(reason),
    })
}
