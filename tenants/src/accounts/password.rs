//! Passwords: what is taken for one (NIST SP 800-63B), and how it is kept (Argon2id).
//!
//! Hashing takes tens of milliseconds and 19 MiB: never inside a transaction, and never on a
//! thread that others wait for.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use super::{Login, guessable};

const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT: usize = 16;
const OUTPUT: usize = 32;

const SHORTEST: usize = 12;
const LONGEST: usize = 128;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    #[error("must have at least {SHORTEST} characters")]
    TooShort,
    #[error("must have at most {LONGEST} characters")]
    TooLong,
    #[error("must not be the login")]
    IsTheLogin,
    #[error("is easy to guess; choose another, such as a few words")]
    TooEasy,
}

/// A password that may be set; not kept.
pub struct NewPassword(String);

impl NewPassword {
    pub fn parse(text: &str, login: &Login) -> Result<Self, PasswordError> {
        let length = text.chars().count();
        if length < SHORTEST {
            return Err(PasswordError::TooShort);
        }
        if length > LONGEST {
            return Err(PasswordError::TooLong);
        }
        let lower = text.to_lowercase();
        if lower == login.as_str() {
            return Err(PasswordError::IsTheLogin);
        }
        if guessable::is_guessable(&lower, login) {
            return Err(PasswordError::TooEasy);
        }
        Ok(Self(text.to_owned()))
    }

    /// Slow on purpose.
    pub fn hash(&self) -> Result<HashedPassword, HashingFailed> {
        let salt: [u8; SALT] = rand::random();
        let output = derive(self.0.as_bytes(), &salt)?;
        Ok(HashedPassword(format!(
            "$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${}${}",
            STANDARD_NO_PAD.encode(salt),
            STANDARD_NO_PAD.encode(output)
        )))
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

/// A password as it is kept: a PHC string with its salt and its costs.
#[derive(Clone)]
pub struct HashedPassword(pub(super) String);

impl HashedPassword {
    /// Of an account whose holder has yet to choose one: nobody knows what it is the hash of.
    #[must_use]
    pub fn nobodys() -> Self {
        Self(NOBODYS.to_owned())
    }
}

impl fmt::Debug for HashedPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HashedPassword(…)")
    }
}

#[derive(Debug, Clone, thiserror::Error)]
#[error("the password could not be hashed: {0}")]
pub struct HashingFailed(String);

/// What an unknown login is compared with, so that it takes as long as a known one.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Slow on purpose, and as slow when there is nothing to compare with.
pub(super) fn verify(typed: &str, kept: Option<&HashedPassword>) -> Result<bool, HashingFailed> {
    let text = kept.map_or(NOBODYS, |hashed| hashed.0.as_str());
    let phc = PasswordHash::new(text).map_err(|error| HashingFailed(error.to_string()))?;
    let (Some(salt), Some(expected)) = (phc.salt, phc.hash) else {
        return Err(HashingFailed(
            "the kept hash has no salt or no output".into(),
        ));
    };
    let found = derive(typed.as_bytes(), salt.as_ref())?;
    let found = Output::new(&found).map_err(|error| HashingFailed(error.to_string()))?;
    // `Output` compares in constant time.
    Ok(found == expected && kept.is_some())
}

/// Memory for hashing, kept and used again: freed to the allocator, each thread's arena would
/// hold on to its own 19 MiB. There is as much as was ever needed at once.
static MEMORY: Mutex<Vec<Vec<Block>>> = Mutex::new(Vec::new());

fn derive(password: &[u8], salt: &[u8]) -> Result<[u8; OUTPUT], HashingFailed> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(OUTPUT))
        .map_err(|error| HashingFailed(error.to_string()))?;
    let blocks = params.block_count();
    let mut memory = with_memory(Vec::pop).unwrap_or_else(|| vec![Block::default(); blocks]);
    let mut output = [0; OUTPUT];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let derived = argon2.hash_password_into_with_memory(password, salt, &mut output, &mut memory);
    with_memory(|kept| kept.push(memory));
    derived.map_err(|error| HashingFailed(error.to_string()))?;
    Ok(output)
}

/// A panic elsewhere leaves the memory as good as it was.
fn with_memory<T>(work: impl FnOnce(&mut Vec<Vec<Block>>) -> T) -> T {
    work(&mut MEMORY.lock().unwrap_or_else(PoisonError::into_inner))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<NewPassword, PasswordError> {
        NewPassword::parse(text, &"olena.koval.vn".parse().unwrap())
    }

    #[test]
    fn long_is_enough_and_no_character_is_prescribed() {
        assert!(parse("кінь батарея скріпка").is_ok());
        let long =
            "сонях глечик веретено рушник криниця яворина ковила барвінок тополя мальва калина";
        assert!(parse(long).is_ok());
        assert_eq!(parse("коротко").unwrap_err(), PasswordError::TooShort);
        assert_eq!(parse(&"їж".repeat(65)).unwrap_err(), PasswordError::TooLong);
        assert_eq!(
            parse("Olena.Koval.VN").unwrap_err(),
            PasswordError::IsTheLogin
        );
    }

    #[test]
    fn a_hash_carries_its_costs_and_is_verified() {
        let hashed = parse("кінь батарея скріпка").unwrap().hash().unwrap();
        assert!(
            hashed.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{}",
            hashed.0
        );
        assert!(verify("кінь батарея скріпка", Some(&hashed)).unwrap());
        assert!(!verify("кінь батарея скріпкА", Some(&hashed)).unwrap());
        assert!(!verify("", None).unwrap());
        assert!(with_memory(|kept| !kept.is_empty()), "memory is kept");
    }
}
