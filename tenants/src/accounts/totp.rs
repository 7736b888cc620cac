//! Time-based codes (RFC 6238), as apps take them without asking: SHA-1, six digits, half a
//! minute. One step of drift.

use totp_rs::{Algorithm, Builder, Totp};

use super::Login;
use crate::clock::Moment;

const DIGITS: u8 = 6;
const STEP_SECONDS: u64 = 30;
const DRIFT: u16 = 1;
const SECRET_BYTES: usize = 20;
const ISSUER: &str = "Varta";

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no codes can be made of this secret")]
pub struct NotASecret;

pub(super) fn new_secret() -> [u8; SECRET_BYTES] {
    rand::random()
}

/// The step whose code this is, if it is one of about now.
pub(super) fn step_of(secret: &[u8], digits: &str, now: Moment) -> Option<i64> {
    let seconds = u64::try_from(now.timestamp()).ok()?;
    let step = totp(secret, "").ok()?.check(digits, seconds)?;
    i64::try_from(step).ok()
}

/// In Base32, and as an address for apps.
pub(super) fn shown(secret: &[u8], login: &Login) -> Result<(String, String), NotASecret> {
    let totp = totp(secret, login.as_str())?;
    let uri = totp.to_url().map_err(|_| NotASecret)?;
    Ok((totp.secret().to_base32(), uri))
}

fn totp(secret: &[u8], login: &str) -> Result<Totp, NotASecret> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(DIGITS)
        .with_step_duration(STEP_SECONDS)
        .with_skew(DRIFT)
        .with_secret(secret.to_vec())
        .with_issuer(Some(ISSUER))
        .with_account_name(login)
        .build()
        .map_err(|_| NotASecret)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use chrono::{DateTime, TimeDelta};

    use super::*;

    /// RFC 6238, appendix B, SHA-1: the last six of its eight digits.
    const SECRET: &[u8] = b"12345678901234567890";
    const VECTORS: [(i64, &str); 6] = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];

    fn at(seconds: i64) -> Moment {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn the_vectors_of_the_standard_are_taken() {
        for (seconds, digits) in VECTORS {
            let step = step_of(SECRET, digits, at(seconds));
            assert_eq!(step, Some(seconds / 30), "{seconds}");
        }
    }

    #[test]
    fn one_step_earlier_or_later_is_taken_for_the_step_that_it_is_of_and_two_are_not() {
        let (seconds, digits) = VECTORS[3];
        for (drift, found) in [(-60, false), (-30, true), (30, true), (60, false)] {
            let now = at(seconds) + TimeDelta::seconds(drift);
            let step = step_of(SECRET, digits, now);
            assert_eq!(step, found.then_some(seconds / 30), "{drift}");
        }
        assert_eq!(step_of(SECRET, "000000", at(seconds)), None);
        assert_eq!(step_of(SECRET, digits, at(-1)), None);
    }

    #[test]
    fn an_app_is_told_the_secret_and_whose_it_is() {
        let (secret, uri) = shown(SECRET, &"olena.koval".parse().unwrap()).unwrap();
        assert_eq!(secret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(
            uri.starts_with("otpauth://totp/Varta:olena.koval?"),
            "{uri}"
        );
        assert!(uri.contains(&format!("secret={secret}")), "{uri}");
        assert!(uri.contains("issuer=Varta"), "{uri}");
    }
}
