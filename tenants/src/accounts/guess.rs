//! How often a password may be tried, and a new one asked for.
//!
//! An account is limited from each network, and over all networks together, so that many of
//! them do not help; a network is limited over all accounts. Whoever guesses can so use up what
//! strangers may try, but not what its owner may on a device on which they signed in before.
//! Unknown logins are limited like known ones. Signing in gives back what it took.
//!
//! Each limit is an allowance that is spent by a try and comes back with time (GCRA). It is
//! kept in the database, so that all copies of the program count together; a try beyond it is
//! refused by a look, and writes nothing.

use std::fmt;
use std::num::NonZeroU32;

use sha2::{Digest, Sha256};

use super::guess_store as store;
use crate::db::{self, SystemTx};
use crate::ids::{AccountId, DeviceId};

/// How many tries at once, and after how many seconds there is another one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowance {
    pub tries: u16,
    pub seconds: u16,
}

const ACCOUNT_FROM_NETWORK: Allowance = Allowance {
    tries: 10,
    seconds: 180,
};
/// Within any hour at most 100: 50 at once, and 50 that come back.
const ACCOUNT: Allowance = Allowance {
    tries: 50,
    seconds: 72,
};
/// A whole shift of a town may come through one address, and mistype.
const NETWORK: Allowance = Allowance {
    tries: 200,
    seconds: 18,
};
const KNOWN_DEVICE: Allowance = Allowance {
    tries: 10,
    seconds: 120,
};

/// A town asks for new passwords through one address, too.
const FORGOT_FROM_NETWORK: Allowance = Allowance {
    tries: 20,
    seconds: 180,
};
const MAILS_TO_ACCOUNT: Allowance = Allowance {
    tries: 3,
    seconds: 1200,
};

/// A device on which these accounts have signed in before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    pub id: DeviceId,
    /// The one that came last comes last.
    pub accounts: Vec<AccountId>,
}

/// How many people share a workstation, at most.
const MOST: usize = 16;

impl Device {
    #[must_use]
    pub fn new(account: AccountId) -> Self {
        Self {
            id: DeviceId::new(),
            accounts: vec![account],
        }
    }

    /// The device after this account has signed in.
    #[must_use]
    pub fn after(mut self, account: AccountId) -> Self {
        self.accounts.retain(|known| *known != account);
        self.accounts.push(account);
        let surplus = self.accounts.len().saturating_sub(MOST);
        self.accounts.drain(..surplus);
        self
    }
}

/// From where a password is tried.
#[derive(Debug, Clone)]
pub struct Whence {
    pub network: String,
    pub device: Option<Device>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there were too many tries; the next is in {seconds} s")]
pub struct TooManyTries {
    pub seconds: NonZeroU32,
}

/// What one try takes from which limits.
#[derive(Clone)]
pub(super) struct Spent(Vec<([u8; 32], Allowance)>);

impl fmt::Debug for Spent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Spent({} limits)", self.0.len())
    }
}

impl Spent {
    /// Of a try to sign in. `account` is nobody when there is no such login.
    pub fn by(login: &str, account: Option<AccountId>, whence: &Whence) -> Self {
        let known = whence
            .device
            .as_ref()
            .zip(account)
            .filter(|(device, account)| device.accounts.contains(account));
        if let Some((device, account)) = known {
            let (device, account) = (device.id.uuid(), account.uuid());
            let key = key("device", &[device.as_bytes(), account.as_bytes()]);
            return Self(vec![(key, KNOWN_DEVICE)]);
        }
        let login = login.trim().to_ascii_lowercase();
        let (login, network) = (login.as_bytes(), whence.network.as_bytes());
        Self(vec![
            (
                key("account from network", &[login, network]),
                ACCOUNT_FROM_NETWORK,
            ),
            (key("account", &[login]), ACCOUNT),
            (key("network", &[network]), NETWORK),
        ])
    }

    /// Of a try to unlock a session: whoever shows its secret sits before it.
    pub fn by_holder(secret_hash: &[u8; 32]) -> Self {
        Self(vec![(key("session", &[secret_hash]), KNOWN_DEVICE)])
    }

    /// Of somebody signed in who shows their password once more.
    pub fn by_account(account: AccountId) -> Self {
        let key = key("confirmation", &[account.uuid().as_bytes()]);
        Self(vec![(key, KNOWN_DEVICE)])
    }

    /// Of asking for a new password, for whichever address.
    pub fn by_forgetful(network: &str) -> Self {
        let key = key("forgot from network", &[network.as_bytes()]);
        Self(vec![(key, FORGOT_FROM_NETWORK)])
    }

    /// Of a mail that somebody who has not signed in makes us send.
    pub fn by_mail_to(account: AccountId) -> Self {
        let key = key("mail to", &[account.uuid().as_bytes()]);
        Self(vec![(key, MAILS_TO_ACCOUNT)])
    }

    pub fn limits(&self) -> impl Iterator<Item = (&[u8; 32], Allowance)> {
        self.0.iter().map(|(key, allowance)| (key, *allowance))
    }

    /// Takes it, or nothing when one of the limits is reached.
    pub fn take(&self, tx: &mut SystemTx<'_>) -> Result<Result<(), TooManyTries>, db::Error> {
        let wait = u32::try_from(store::take(tx, self)?).unwrap_or(0);
        Ok(NonZeroU32::new(wait).map_or(Ok(()), |seconds| Err(TooManyTries { seconds })))
    }

    /// Gives it back: whoever tried was right.
    pub fn give_back(&self, tx: &mut SystemTx<'_>) -> Result<(), db::Error> {
        store::give_back(tx, self)
    }
}

/// Each part says its length, so that none runs into the next.
fn key(kind: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new_with_prefix(kind);
    for part in parts {
        hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn whence(network: &str, device: Option<&Device>) -> Whence {
        Whence {
            network: network.to_owned(),
            device: device.cloned(),
        }
    }

    fn keys(spent: &Spent) -> Vec<[u8; 32]> {
        spent.limits().map(|(key, _)| *key).collect()
    }

    #[test]
    fn a_device_is_known_for_those_who_signed_in_on_it() {
        let (olena, ivan) = (AccountId::new(), AccountId::new());
        let device = Device::new(olena);
        let here = whence("192.0.2.0/24", Some(&device));
        assert_eq!(Spent::by("olena", Some(olena), &here).0.len(), 1);
        let strange = Spent::by("ivan", Some(ivan), &here);
        assert_eq!(strange.0.len(), 3);
        let nobody = Spent::by("ivan", None, &whence("192.0.2.0/24", None));
        assert_eq!(keys(&strange), keys(&nobody));
        let both = whence("192.0.2.0/24", Some(&device.after(ivan)));
        assert_eq!(Spent::by("olena", Some(olena), &both).0.len(), 1);
        assert_eq!(Spent::by("ivan", Some(ivan), &both).0.len(), 1);
    }

    #[test]
    fn a_device_forgets_whoever_has_not_been_there_for_longest() {
        let first = AccountId::new();
        let others: Vec<AccountId> = (0..MOST).map(|_| AccountId::new()).collect();
        let device = others
            .iter()
            .fold(Device::new(first), |device, other| device.after(*other));
        assert_eq!(device.accounts, others);
    }

    #[test]
    fn another_spelling_is_the_same_account_and_another_network_is_not() {
        let spent = |login, network| keys(&Spent::by(login, None, &whence(network, None)));
        assert_eq!(spent("olena", "a"), spent(" OLENA ", "a"));
        let (here, there) = (spent("olena", "a"), spent("olena", "b"));
        assert_eq!(here.get(1), there.get(1));
        assert_ne!(here.first(), there.first());
        assert_ne!(here.get(2), there.get(2));
    }

    #[test]
    fn no_hour_has_more_than_a_hundred_tries_of_one_account() {
        let Allowance { tries, seconds } = ACCOUNT;
        assert!(u32::from(tries) + 3600 / u32::from(seconds) <= 100);
    }
}
