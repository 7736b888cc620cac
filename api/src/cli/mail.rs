//! `varta mail`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use tenants::access::Actor;
use tenants::accounts;
use tenants::ids::MessageId;
use tenants::outbox::{Message, MessageState};

use super::place::InRegion;
use super::{Outcome, open, say};
use crate::config::Settings;
use crate::time::At;

#[derive(Debug, Subcommand)]
pub(super) enum Mail {
    /// The latest mails, and what became of them
    List(List),
    /// Send a mail again that was given up
    Revive(Revive),
}

#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    place: InRegion,
    /// waiting, delivered or dead
    #[arg(long)]
    state: Option<MessageState>,
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=1000))]
    limit: i64,
}

#[derive(Debug, Args)]
pub(super) struct Revive {
    #[command(flatten)]
    place: InRegion,
    id: MessageId,
}

impl Mail {
    pub(super) fn run(&self, settings: &Settings) -> Outcome {
        let db = open(settings)?;
        match self {
            Self::List(list) => {
                let region = list.place.find(&db)?;
                let actor = Actor::operator(region.id);
                let mails = db.in_region("accounts.mails_in_region", &actor, region.id, |tx| {
                    accounts::mails(tx, list.state, None, list.limit)
                })?;
                for mail in &mails {
                    say(line(mail));
                }
            }
            Self::Revive(revive) => {
                super::invite::refuse_without(settings)?;
                let region = revive.place.find(&db)?;
                let actor = Actor::operator(region.id);
                db.in_region("accounts.revive_mail_in_region", &actor, region.id, |tx| {
                    accounts::revive_mail(tx, revive.id)
                })?;
                say(format_args!("mail {} waits to be sent again", revive.id));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn line(mail: &Message) -> String {
    let when = match (mail.state, mail.settled_at) {
        (MessageState::Waiting, _) | (_, None) => format!("due {}", At(mail.due_at)),
        (_, Some(at)) => At(at).to_string(),
    };
    let mut line = format!(
        "{}  {}  account {}  {} after {} attempts, {when}",
        mail.id, mail.occasion, mail.account_id, mail.state, mail.attempts
    );
    if let Some(reason) = &mail.reason {
        line.push_str(": ");
        line.push_str(reason);
    }
    line
}
