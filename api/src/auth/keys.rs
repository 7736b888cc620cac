//! Ed25519 keys. A key's name is its RFC 7638 thumbprint, so that it needs no list of names.

use std::collections::HashMap;

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{DecodingKey, EncodingKey};
use pem::Pem;
use sha2::{Digest, Sha256};

/// Why a key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("auth.signing_key is not set: `varta key generate` makes one")]
    Missing,
    #[error("auth.signing_key is not an Ed25519 private key in PKCS#8 PEM")]
    NotPrivate,
    #[error("auth.earlier_keys holds something that is not an Ed25519 public key in PEM")]
    NotPublic,
    #[error("no key could be made")]
    NotMade,
}

/// The key that signs, and all whose signatures are accepted.
#[derive(Debug)]
pub struct Keys {
    signing: EncodingKey,
    name: String,
    accepted: HashMap<String, DecodingKey>,
}

/// What stands before the 32 bytes of an Ed25519 public key in its DER form (RFC 8410).
const PUBLIC_PREFIX: [u8; 12] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
];

impl Keys {
    pub fn read(private_pem: &str, earlier_pems: &str) -> Result<Self, KeyError> {
        let pair = pair_of(private_pem)?;
        let private = pem::parse(private_pem).map_err(|_| KeyError::NotPrivate)?;
        let public = pair.public_key().as_ref();
        let name = thumbprint(public);
        let mut accepted = HashMap::from([(name.clone(), DecodingKey::from_ed_der(public))]);
        for earlier in pem::parse_many(earlier_pems).map_err(|_| KeyError::NotPublic)? {
            let public = public_bytes(&earlier).ok_or(KeyError::NotPublic)?;
            accepted.insert(thumbprint(public), DecodingKey::from_ed_der(public));
        }
        Ok(Self {
            signing: EncodingKey::from_ed_der(private.contents()),
            name,
            accepted,
        })
    }

    pub(super) const fn signing(&self) -> &EncodingKey {
        &self.signing
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Names of the keys that do not sign and are accepted.
    pub fn earlier(&self) -> impl Iterator<Item = &str> {
        let names = self.accepted.keys().map(String::as_str);
        names.filter(|name| *name != self.name)
    }

    pub(super) fn accepted(&self, name: &str) -> Option<&DecodingKey> {
        self.accepted.get(name)
    }
}

/// A new private key, and its public half for `auth.earlier_keys` one day; both PEM.
pub fn generate() -> Result<(String, String), KeyError> {
    let pair = Ed25519KeyPair::generate().map_err(|_| KeyError::NotMade)?;
    let private = pair.to_pkcs8v1().map_err(|_| KeyError::NotMade)?;
    Ok((written("PRIVATE KEY", private.as_ref()), public_of(&pair)?))
}

/// What of a private key may be known to everybody; PEM.
pub fn public_half(private_pem: &str) -> Result<String, KeyError> {
    public_of(&pair_of(private_pem)?)
}

fn pair_of(private_pem: &str) -> Result<Ed25519KeyPair, KeyError> {
    if private_pem.trim().is_empty() {
        return Err(KeyError::Missing);
    }
    let private = pem::parse(private_pem).map_err(|_| KeyError::NotPrivate)?;
    Ed25519KeyPair::from_pkcs8(private.contents()).map_err(|_| KeyError::NotPrivate)
}

fn public_of(pair: &Ed25519KeyPair) -> Result<String, KeyError> {
    let public = pair.public_key().as_der().map_err(|_| KeyError::NotMade)?;
    Ok(written("PUBLIC KEY", public.as_ref()))
}

fn written(tag: &str, der: &[u8]) -> String {
    let form = pem::EncodeConfig::new().set_line_ending(pem::LineEnding::LF);
    pem::encode_config(&Pem::new(tag, der), form)
}

fn public_bytes(pem: &Pem) -> Option<&[u8]> {
    let bytes = pem.contents().strip_prefix(PUBLIC_PREFIX.as_slice())?;
    (pem.tag() == "PUBLIC KEY" && bytes.len() == 32).then_some(bytes)
}

fn thumbprint(public: &[u8]) -> String {
    let x = URL_SAFE_NO_PAD.encode(public);
    URL_SAFE_NO_PAD.encode(Sha256::digest(format!(
        r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#
    )))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    /// RFC 8037, appendix A.3.
    #[test]
    fn the_thumbprint_is_that_of_the_standard() {
        let public = URL_SAFE_NO_PAD
            .decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
            .unwrap();
        assert_eq!(
            thumbprint(&public),
            "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
        );
    }

    #[test]
    fn a_generated_key_is_read_again_and_accepted_later() {
        let (private, public) = generate().unwrap();
        let (next, _) = generate().unwrap();
        let old = Keys::read(&private, "").unwrap();
        let new = Keys::read(&next, &public).unwrap();
        assert!(new.accepted(old.name()).is_some());
        assert_ne!(new.name(), old.name());
    }

    #[test]
    fn a_public_key_does_not_sign_and_a_private_one_is_not_an_earlier_one() {
        let (private, public) = generate().unwrap();
        assert!(matches!(Keys::read(&public, ""), Err(KeyError::NotPrivate)));
        assert!(matches!(
            Keys::read(&private, &private),
            Err(KeyError::NotPublic)
        ));
        assert!(matches!(Keys::read(" ", ""), Err(KeyError::Missing)));
    }
}
