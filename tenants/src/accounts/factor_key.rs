//! The key that seals the secrets of second factors. Whoever has the database alone cannot make
//! codes of them.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::ids::AccountId;

/// What the secrets in the database are sealed for.
const KEPT: &[u8] = b"second factor";

pub struct FactorKey(RandomizedNonceKey);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be 32 bytes in Base64: `openssl rand -base64 32` makes them")]
pub struct NotAFactorKey;

/// The key is another one than that which sealed, or the row was tampered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the secret of a second factor cannot be opened with this key")]
pub struct NotOpened;

impl FactorKey {
    pub fn parse(text: &str) -> Result<Self, NotAFactorKey> {
        let bytes = STANDARD.decode(text.trim()).map_err(|_| NotAFactorKey)?;
        RandomizedNonceKey::new(&AES_256_GCM, &bytes)
            .map(Self)
            .map_err(|_| NotAFactorKey)
    }

    /// For this account only: in another one's row it cannot be opened.
    pub(super) fn seal(&self, of: AccountId, secret: &[u8]) -> Result<Vec<u8>, NotOpened> {
        self.seal_for(KEPT, of, secret)
    }

    pub(super) fn open(&self, of: AccountId, sealed: &[u8]) -> Result<Vec<u8>, NotOpened> {
        self.open_for(KEPT, of, sealed)
    }

    pub(super) fn seal_for(
        &self,
        purpose: &[u8],
        of: AccountId,
        plain: &[u8],
    ) -> Result<Vec<u8>, NotOpened> {
        let mut sealed = plain.to_vec();
        let nonce = self
            .0
            .seal_in_place_append_tag(bound(purpose, of), &mut sealed)
            .map_err(|_| NotOpened)?;
        Ok([nonce.as_ref().as_slice(), &sealed].concat())
    }

    pub(super) fn open_for(
        &self,
        purpose: &[u8],
        of: AccountId,
        sealed: &[u8],
    ) -> Result<Vec<u8>, NotOpened> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(NotOpened)?;
        let mut rest = rest.to_vec();
        let opened = self
            .0
            .open_in_place(
                Nonce::assume_unique_for_key(*nonce),
                bound(purpose, of),
                &mut rest,
            )
            .map_err(|_| NotOpened)?;
        Ok(opened.to_vec())
    }
}

fn bound(purpose: &[u8], of: AccountId) -> Aad<Vec<u8>> {
    Aad::from([of.uuid().as_bytes().as_slice(), purpose].concat())
}

impl fmt::Debug for FactorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FactorKey(…)")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_opened_for_its_own_account_and_by_its_own_key_only() {
        let key = FactorKey::parse(&STANDARD.encode([7; 32])).unwrap();
        let (olena, ivan) = (AccountId::new(), AccountId::new());
        let sealed = key.seal(olena, b"secret").unwrap();
        assert_eq!(key.open(olena, &sealed).unwrap(), b"secret");
        assert_ne!(key.seal(olena, b"secret").unwrap(), sealed);
        assert_eq!(key.open_for(b"else", olena, &sealed), Err(NotOpened));
        assert_eq!(key.open(ivan, &sealed), Err(NotOpened));
        let other = FactorKey::parse(&STANDARD.encode([8; 32])).unwrap();
        assert_eq!(other.open(olena, &sealed), Err(NotOpened));
        assert_eq!(key.open(olena, b"short"), Err(NotOpened));
        for text in ["", "AAAA", "not base64"] {
            assert!(FactorKey::parse(text).is_err(), "{text}");
        }
    }
}
