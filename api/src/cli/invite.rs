//! `varta account invite` and `varta account set-email`.

use clap::Args;
use tenants::access::Actor;
use tenants::accounts::{self, AccountChange, Email, Login};
use tenants::db::Db;

use super::place::InRegion;
use super::{Failure, say};
use crate::config::Settings;
use crate::outbound::Mailer;

#[derive(Debug, Args)]
pub(super) struct Invite {
    #[command(flatten)]
    place: InRegion,
    #[arg(long)]
    login: Login,
}

#[derive(Debug, Args)]
pub(super) struct SetEmail {
    #[command(flatten)]
    place: InRegion,
    #[arg(long)]
    login: Login,
    /// Without this one the account has no address any more
    #[arg(long)]
    email: Option<Email>,
}

impl Invite {
    pub(super) fn run(&self, db: &Db, settings: &Settings) -> Result<(), Failure> {
        refuse_without(settings)?;
        let region = self.place.find(db)?;
        let actor = Actor::operator(region.id);
        let message = db.in_region("accounts.invite_in_region", &actor, region.id, |tx| {
            let id = accounts::find_by_login(tx, &self.login)?.id;
            accounts::invite(tx, id)
        })?;
        say(format_args!(
            "mail {} to {} waits to be sent by `varta serve`",
            message.id, self.login
        ));
        Ok(())
    }
}

impl SetEmail {
    pub(super) fn run(&self, db: &Db) -> Result<(), Failure> {
        let region = self.place.find(db)?;
        let actor = Actor::operator(region.id);
        db.in_region("accounts.change_in_region", &actor, region.id, |tx| {
            let id = accounts::find_by_login(tx, &self.login)?.id;
            let wanted = AccountChange {
                email: Some(self.email.clone()),
                ..AccountChange::default()
            };
            accounts::change(tx, id, wanted, None)
        })?;
        match self.email {
            Some(_) => say(format_args!("{} has this address now", self.login)),
            None => say(format_args!("{} has no address now", self.login)),
        }
        Ok(())
    }
}

/// Whoever asks for a mail is told when none can be sent.
pub(super) fn refuse_without(settings: &Settings) -> Result<(), Failure> {
    match Mailer::new(settings).map_err(crate::app::AppError::from)? {
        Some(_) => Ok(()),
        None => Err(Failure::Said(
            "no mail is sent here: set mail.host, mail.from and http.public_url, \
             as config/default.toml says"
                .into(),
        )),
    }
}
