//! What a client is told when something cannot be done to an account.

use tenants::access::Membership;
use tenants::accounts::{AccountError as Error, PasswordError, password::HashingFailed};

use super::membership::MembershipIn;
use crate::error::{Code, Problem};
use crate::reply::etag;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::LoginTaken => Self::new(Code::LoginTaken).field("login"),
            Error::NotFound | Error::NoSuchMembership => Self::new(Code::NotFound),
            Error::Stale { current } => Self::new(Code::Stale)
                .field("If-Match")
                .with("current", etag(current)),
            Error::BeyondReach(membership) => naming(Code::BeyondReach, membership),
            Error::ScopeDoesNotFit(membership) => {
                naming(Code::InvalidField, membership).reason(error)
            }
            Error::AlreadyGranted(membership) => naming(Code::AlreadyGranted, membership),
            Error::UnknownCommunity(id) => Self::new(Code::UnknownReference)
                .field("memberships")
                .with("community_id", id.to_string()),
            Error::UnknownUtility(id) => Self::new(Code::UnknownReference)
                .field("memberships")
                .with("utility_id", id.to_string()),
            Error::Deactivated => Self::new(Code::AccountDeactivated),
            Error::NoEmail => Self::new(Code::NoEmail),
            Error::NotDead => Self::new(Code::MailNotDead),
            Error::OwnAccount => Self::new(Code::OwnAccount),
            Error::Denied(denied) => denied.into(),
            Error::Database(error) => error.into(),
        }
    }
}

/// Where the body is the membership itself, the field is one of its own.
pub(super) fn granting(error: Error) -> Problem {
    let field = match error {
        Error::ScopeDoesNotFit(_) => "scope",
        Error::BeyondReach(_)
        | Error::AlreadyGranted(_)
        | Error::UnknownCommunity(_)
        | Error::UnknownUtility(_) => "id",
        _ => return error.into(),
    };
    Problem::from(error).field(field)
}

/// Which of several memberships it is about.
fn naming(code: Code, membership: Membership) -> Problem {
    let membership = serde_json::to_value(MembershipIn::from(membership)).unwrap_or_default();
    Problem::new(code)
        .field("memberships")
        .with("membership", membership)
}

impl From<PasswordError> for Problem {
    fn from(error: PasswordError) -> Self {
        let detail = match error {
            PasswordError::TooShort => "Пароль закороткий: потрібно щонайменше 12 символів.",
            PasswordError::TooLong => "Пароль задовгий: щонайбільше 128 символів.",
            PasswordError::IsTheLogin => "Пароль не може збігатися з логіном.",
            PasswordError::TooEasy => {
                "Такий пароль легко вгадати. Оберіть інший, наприклад кілька слів."
            }
        };
        Self::new(Code::InvalidField)
            .field("password")
            .detail(detail)
            .reason(error)
    }
}

impl From<HashingFailed> for Problem {
    fn from(error: HashingFailed) -> Self {
        tracing::error!(%error, "a password could not be hashed");
        Self::new(Code::Internal)
    }
}
