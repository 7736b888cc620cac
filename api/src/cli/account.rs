//! `varta account`: also where the first administrator comes from.

use std::io::BufRead;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use tenants::access::{Actor, Membership, Role, Scope};
use tenants::accounts::{
    self, AccountChange, AccountError, AccountState, Email, HashedPassword, KeepsAccounts, Login,
    NewAccount, NewPassword,
};
use tenants::db::Db;
use tenants::ids::{CommunityId, UtilityId};
use tenants::regions::{Katottg, Region};
use tenants::text::Name;
use tenants::utilities;

use super::invite::{Invite, SetEmail, refuse_without};
use super::place::{InRegion, community};
use super::{Failure, Outcome, open, say};
use crate::config::Settings;

#[derive(Debug, Subcommand)]
pub(super) enum Account {
    /// Create an account with one role, a region administrator unless said otherwise
    Create(Create),
    /// Send an account a mail with a link to choose a password
    Invite(Invite),
    /// Give an account an e-mail address, or take it away
    SetEmail(SetEmail),
    /// Give an account another role
    Grant(Grant),
    /// Stop an account from signing in, and end its sessions
    Deactivate(Deactivate),
    /// Take a lost second factor from an account, and end its sessions
    RemoveSecondFactor(RemoveSecondFactor),
}

#[derive(Debug, Args)]
pub(super) struct Create {
    #[command(flatten)]
    place: InRegion,
    #[arg(long)]
    login: Login,
    /// Name of the person or system
    #[arg(long)]
    name: Name,
    #[arg(long)]
    email: Option<Email>,
    #[command(flatten)]
    role: RoleArgs,
    /// Send a mail with a link to choose a password, instead of making one up
    #[arg(long, requires = "email", conflicts_with = "password_stdin")]
    invite: bool,
    /// Read the password from the first line of standard input; without this one is made up
    /// and printed
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Debug, Args)]
pub(super) struct Grant {
    #[command(flatten)]
    place: InRegion,
    #[arg(long)]
    login: Login,
    #[command(flatten)]
    role: RoleArgs,
}

#[derive(Debug, Args)]
pub(super) struct Deactivate {
    #[command(flatten)]
    place: InRegion,
    #[arg(long)]
    login: Login,
}

#[derive(Debug, Args)]
pub(super) struct RemoveSecondFactor {
    #[command(flatten)]
    place: InRegion,
    #[arg(long)]
    login: Login,
}

#[derive(Debug, Args)]
struct RoleArgs {
    /// dispatcher, community_administrator, utility_staff, utility_lead, regional_coordinator,
    /// region_administrator, integration
    #[arg(long, default_value = "region_administrator", value_parser = role)]
    role: Role,
    /// KATOTTG code of the community in which the role holds
    #[arg(long, value_name = "KATOTTG", conflicts_with = "utility")]
    community: Option<Katottg>,
    /// Id of the utility in which the role holds
    #[arg(long, value_name = "ID")]
    utility: Option<UtilityId>,
}

fn role(code: &str) -> Result<Role, String> {
    Role::from_code(code).ok_or_else(|| "there is no such role".to_owned())
}

impl Account {
    pub(super) fn run(&self, settings: &Settings) -> Outcome {
        let db = open(settings)?;
        match self {
            Self::Create(create) => create.run(&db, settings)?,
            Self::Invite(invite) => invite.run(&db, settings)?,
            Self::SetEmail(set_email) => set_email.run(&db)?,
            Self::Grant(grant) => grant.run(&db)?,
            Self::Deactivate(deactivate) => deactivate.run(&db)?,
            Self::RemoveSecondFactor(remove) => remove.run(&db)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Create {
    fn run(&self, db: &Db, settings: &Settings) -> Result<(), Failure> {
        if self.invite {
            refuse_without(settings)?;
        }
        let region = self.place.find(db)?;
        let (membership, keeper) = self.role.membership(db, &region)?;
        let (hashed, password) = self.password()?;
        let new = NewAccount {
            login: self.login.clone(),
            name: self.name.clone(),
            email: self.email.clone(),
            password: hashed,
            memberships: vec![membership],
        };
        let actor = Actor::operator(region.id);
        let account = match keeper {
            Some(community) => db.in_community("accounts.create", &actor, community, |tx| {
                self.make(tx, &new)
            })?,
            None => db.in_region("accounts.create_in_region", &actor, region.id, |tx| {
                self.make(tx, &new)
            })?,
        };
        say(format_args!(
            "account {} created: {} as {}",
            account.id, account.login, membership.role
        ));
        if let Some(password) = password {
            say(format_args!("password: {password}"));
        }
        Ok(())
    }

    /// With the one to be printed, if there is any.
    fn password(&self) -> Result<(HashedPassword, Option<String>), Failure> {
        if self.invite {
            return Ok((HashedPassword::nobodys(), None));
        }
        if self.password_stdin {
            return Ok((hash(&first_line()?, &self.login)?, None));
        }
        let password = made_up();
        Ok((hash(&password, &self.login)?, Some(password)))
    }

    fn make(
        &self,
        tx: &mut impl KeepsAccounts,
        new: &NewAccount,
    ) -> Result<accounts::Account, AccountError> {
        let account = accounts::create(tx, new.clone())?;
        if self.invite {
            accounts::invite(tx, account.id)?;
        }
        Ok(account)
    }
}

impl Grant {
    fn run(&self, db: &Db) -> Result<(), Failure> {
        let region = self.place.find(db)?;
        let (membership, _) = self.role.membership(db, &region)?;
        let actor = Actor::operator(region.id);
        db.in_region("accounts.grant_in_region", &actor, region.id, |tx| {
            let id = accounts::find_by_login(tx, &self.login)?.id;
            accounts::grant(tx, id, membership, None)
        })?;
        say(format_args!("{} is {} now", self.login, membership.role));
        Ok(())
    }
}

impl Deactivate {
    fn run(&self, db: &Db) -> Result<(), Failure> {
        let wanted = AccountChange {
            state: Some(AccountState::Deactivated),
            ..AccountChange::default()
        };
        change(db, &self.place, &self.login, &wanted)?;
        say(format_args!("{} is deactivated and out", self.login));
        Ok(())
    }
}

impl RemoveSecondFactor {
    fn run(&self, db: &Db) -> Result<(), Failure> {
        let wanted = AccountChange {
            remove_second_factor: true,
            ..AccountChange::default()
        };
        change(db, &self.place, &self.login, &wanted)?;
        say(format_args!(
            "{} signs in with the password alone",
            self.login
        ));
        Ok(())
    }
}

fn change(db: &Db, place: &InRegion, login: &Login, wanted: &AccountChange) -> Result<(), Failure> {
    let region = place.find(db)?;
    let actor = Actor::operator(region.id);
    db.in_region("accounts.change_in_region", &actor, region.id, |tx| {
        let id = accounts::find_by_login(tx, login)?.id;
        accounts::change(tx, id, wanted.clone(), None)
    })?;
    Ok(())
}

impl RoleArgs {
    /// With whoever keeps the account: the community in which the role holds, or that owns the
    /// utility, or else the region.
    fn membership(
        &self,
        db: &Db,
        region: &Region,
    ) -> Result<(Membership, Option<CommunityId>), Failure> {
        let (scope, keeper) = match (&self.community, self.utility) {
            (Some(code), _) => {
                let id = community(db, region, code)?.id;
                (Scope::Community(id), Some(id))
            }
            (None, Some(id)) => {
                let actor = Actor::operator(region.id);
                let utility =
                    db.in_region("utilities.find_in_region", &actor, region.id, |tx| {
                        utilities::find_in_region(tx, id)
                    })?;
                (Scope::Utility(id), utility.owner_community)
            }
            (None, None) => (Scope::Region(region.id), None),
        };
        let role = self.role;
        Ok((Membership { role, scope }, keeper))
    }
}

fn first_line() -> Result<String, Failure> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// 100 random bits, in groups that can be read out.
fn made_up() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let letter = || {
        let place = rand::random_range(0..LETTERS.len());
        LETTERS.get(place).copied().map_or('a', char::from)
    };
    let groups: Vec<String> = (0..4).map(|_| (0..5).map(|_| letter()).collect()).collect();
    groups.join("-")
}

fn hash(password: &str, login: &Login) -> Result<HashedPassword, Failure> {
    Ok(NewPassword::parse(password, login)?.hash()?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_made_up_password_is_taken() {
        let (first, second) = (made_up(), made_up());
        assert_eq!(first.len(), 23);
        assert_ne!(first, second);
        assert!(NewPassword::parse(&first, &"olena".parse().unwrap()).is_ok());
    }
}
