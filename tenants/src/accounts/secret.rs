//! Secrets of sessions: 256 random bits, of which only a hash is kept.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::Rng;
use sha2::{Digest, Sha256};

/// What a browser keeps in its cookie, and a client as its refresh token.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 32]);

/// How it stands in the database. Random bits need no slow hash.
pub(super) type SecretHash = [u8; 32];

impl Secret {
    pub(super) fn generate() -> Self {
        // A cryptographic generator, seeded by the operating system.
        let mut bytes = [0; 32];
        rand::rng().fill(&mut bytes);
        Self(bytes)
    }

    /// Nothing when it cannot be one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// To be given away once.
    #[must_use]
    pub fn expose(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    pub(super) fn hash(&self) -> SecretHash {
        Sha256::digest(self.0).into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_gave_away() {
        let secret = Secret::generate();
        assert_eq!(secret.expose().len(), 43);
        assert_eq!(Secret::parse(&secret.expose()).unwrap(), secret);
        assert_ne!(Secret::generate(), secret);
        for text in ["", "AAAA", "not base64!", &"A".repeat(44)] {
            assert!(Secret::parse(text).is_none(), "{text}");
        }
    }
}
