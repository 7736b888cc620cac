//! What a client is told when it cannot sign in or go on. Why exactly is not its business.

use tenants::accounts::{SessionError, SignInError, UnlockError};

use crate::error::{Code, Problem};

impl From<SignInError> for Problem {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Refused => Self::new(Code::SignInRefused),
            SignInError::TooManyTries(limit) => {
                // Nothing of whom or from where: that the limit works is what matters here.
                tracing::info!(seconds = limit.seconds.get(), "a password was not tried");
                Self::new(Code::TooManyTries).retry_after(limit.seconds.get())
            }
            SignInError::CodeUnreadable => {
                // Said to us and not to whoever tries: that the password was right is nobody's
                // business.
                tracing::error!(%error, "a second factor could not be read");
                Self::new(Code::SignInRefused)
            }
            SignInError::Database(error) => error.into(),
        }
    }
}

impl From<UnlockError> for Problem {
    fn from(error: UnlockError) -> Self {
        match error {
            UnlockError::Session(error) => error.into(),
            UnlockError::Password(error) => error.into(),
        }
    }
}

impl From<SessionError> for Problem {
    fn from(error: SessionError) -> Self {
        match error {
            SessionError::Refused => Self::new(Code::SessionOver),
            SessionError::Locked { .. } => Self::new(Code::SessionLocked),
            SessionError::Reused(session) => {
                tracing::warn!(%session, "a refresh token came a second time: its session is over");
                Self::new(Code::SessionOver)
            }
            SessionError::Database(error) => error.into(),
        }
    }
}
