//! Accounts: people and systems that sign in, what they may act as, and their sessions.
//!
//! An account belongs to the community that keeps it, or to the region. Its keeper can set its
//! password, so it may never hold more than its keeper may give. Uses `access`, `db`, `ledger`,
//! and asks the verbs of `communities`, `utilities` and `outbox`.

mod account;
mod actor_of;
mod browser;
mod change;
mod create;
mod email;
mod enrolment;
mod expire;
mod factor_code;
mod factor_key;
mod find;
mod forgot;
mod grant;
mod guess;
mod guess_store;
mod guessable;
mod identity_store;
mod invite;
mod keeper;
mod link;
mod link_store;
mod login;
pub mod password;
mod revoke;
mod second_factor;
mod second_factor_store;
mod secret;
mod session;
mod session_store;
mod sign_in;
mod standing;
mod standing_store;
mod store;
mod taken_away;
mod taken_away_store;
mod totp;

pub use account::{Account, AccountChange, AccountError, AccountState, Granted, NewAccount};
pub use actor_of::actor_of;
pub use browser::{Presence, UnlockError, begin_unlock, resume, unlock};
pub use change::change;
pub use create::create;
pub use email::{Email, NotAnEmail};
pub use enrolment::{Enrolled, Enrolment, begin_confirmation, enrol, enrolled_again};
pub use expire::{Expired, expire};
pub use factor_code::{FactorCode, NotAFactorCode};
pub use factor_key::{FactorKey, NotAFactorKey};
pub use find::{find, find_by_login, list};
pub use forgot::{ForgotError, answer_forgotten, forgot};
pub use grant::grant;
pub use guess::{Device, TooManyTries, Whence};
pub use invite::{invite, mail, mails, revive_mail};
pub use keeper::KeepsAccounts;
pub use link::{Letter, LinkError, LinkHolder, letter, link_holder, set_password};
pub use login::{Login, NotALogin};
pub use password::{HashedPassword, NewPassword, PasswordError};
pub use revoke::revoke;
pub use second_factor::{FactorError, Second, confirm, remove};
pub use secret::Secret;
pub use session::{EndReason, SessionError, SessionKind, refresh, sign_out, sign_out_session};
pub use sign_in::{Candidate, Holder, SignInError, SignedIn, Tried, begin, finish};
pub use standing::{Standing, standing};
pub use taken_away::{News, TakenAway, news};
