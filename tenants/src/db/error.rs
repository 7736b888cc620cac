//! What can go wrong between us and the database, and how a use case's own error carries it.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

use crate::access::Action;

/// A fault of the database or of the way to it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is away, or cannot do this now: try again shortly.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// Somebody else held a row for too long: try again shortly.
    #[error("the row is held by another transaction")]
    Busy,
    /// Somebody else wrote the same since it was looked for: whoever looks again finds it.
    #[error("the same was written by another transaction: {0}")]
    Overtaken(String),
    #[error("database: {0}")]
    Query(#[source] DieselError),
    /// A stored value that the program does not know.
    #[error("the database holds {value:?} as {what}")]
    Unreadable { what: &'static str, value: String },
    #[error("event body: {0}")]
    Unwritable(#[from] serde_json::Error),
}

impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        match &error {
            DieselError::DatabaseError(DatabaseErrorKind::ClosedConnection, info) => {
                Self::Unavailable(info.message().to_owned())
            }
            DieselError::DatabaseError(_, info) if is_passing(info.message()) => {
                Self::Unavailable(info.message().to_owned())
            }
            DieselError::DatabaseError(DatabaseErrorKind::Unknown, info)
                if info.message().contains("lock timeout") =>
            {
                Self::Busy
            }
            _ => Self::Query(error),
        }
    }
}

/// The database is not there, or cannot do now what it can do at other times. Its codes say so
/// precisely, but Diesel does not hand them on; `check` sees to it that the words are English.
fn is_passing(message: &str) -> bool {
    const SIGNS: [&str; 13] = [
        // The way is cut.
        "server closed the connection",
        "no connection to the server",
        "could not receive data",
        "could not send data",
        "Connection reset by peer",
        "Connection timed out",
        "SSL SYSCALL error",
        // The server goes, or comes.
        "terminating connection",
        "the database system is",
        // Nobody waits for it any more.
        "statement timeout",
        // It has no room.
        "No space left on device",
        "Disk quota exceeded",
        "too many clients",
    ];
    SIGNS.iter().any(|sign| message.contains(sign))
}

impl Error {
    /// Whether the same transaction may well succeed when it is run again.
    #[must_use]
    pub fn is_worth_retrying(&self) -> bool {
        match self {
            Self::Overtaken(_)
            | Self::Query(DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _)) => {
                true
            }
            Self::Query(DieselError::DatabaseError(_, info)) => {
                info.message().contains("deadlock detected")
            }
            _ => false,
        }
    }

    /// For a write before which was looked whether the same is there: only somebody who was
    /// faster can have brought a unique constraint to bear.
    #[must_use]
    pub fn of_checked_write(error: DieselError) -> Self {
        let error = Self::from(error);
        match error.unique_violation() {
            Some(constraint) => Self::Overtaken(constraint.to_owned()),
            None => error,
        }
    }

    /// The unique constraint that a write ran into.
    #[must_use]
    pub fn unique_violation(&self) -> Option<&str> {
        match self {
            Self::Query(DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, info)) => {
                info.constraint_name()
            }
            _ => None,
        }
    }

    /// The foreign key that a write ran into.
    #[must_use]
    pub fn missing_reference(&self) -> Option<&str> {
        match self {
            Self::Query(DieselError::DatabaseError(
                DatabaseErrorKind::ForeignKeyViolation,
                info,
            )) => info.constraint_name(),
            _ => None,
        }
    }
}

/// The error of a use case: the transaction must be able to look whether the database failed.
pub trait Failure: From<Error> {
    fn database(&self) -> Option<&Error>;
}

impl Failure for Error {
    fn database(&self) -> Option<&Error> {
        Some(self)
    }
}

/// Why an actor may not do a thing here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// They must not even learn that the place exists.
    #[error("there is no such place for this actor")]
    Hidden,
    #[error("the role does not permit {0}")]
    Forbidden(Action),
}
