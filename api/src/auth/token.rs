//! Access tokens: JWT signed with Ed25519, and with nothing else.
//!
//! A token says who somebody is and which roles they have, for ten minutes at most; so a
//! request needs no look at the database to know its caller.

use std::sync::Arc;

use aws_lc_rs::rand;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use jsonwebtoken::{Algorithm, Header, Validation};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tenants::access::Membership;
use tenants::clock::{Clock, Moment};
use tenants::ids::{AccountId, RegionId, SessionId};

use super::Keys;
use super::verified::Verified;
use crate::config::Auth;

/// RFC 9068: tells an access token from every other JWT that the same key might sign.
const KIND: &str = "at+jwt";
/// Seconds by which two machines' clocks may differ.
const LEEWAY: i64 = 5;
const LONGEST: i64 = 600;

/// Why a token is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    #[error("it is not an access token of this program")]
    NotOurs,
    #[error("its key is not known")]
    UnknownKey,
    #[error("it has expired")]
    Expired,
    #[error("it is not valid yet")]
    TooEarly,
    #[error("what it stands for was taken away")]
    TakenAway,
}

/// Who a token speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub account: AccountId,
    /// Of the account, when the session began.
    pub version: i32,
    pub session: SessionId,
    pub region: RegionId,
    /// Whether the account has one, which the session then began with.
    pub second_factor: bool,
    pub memberships: Vec<Membership>,
}

/// A token that was just made.
#[derive(Clone)]
pub struct Issued {
    pub token: String,
    pub expires_at: Moment,
}

impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issued")
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct Claims {
    iss: String,
    aud: String,
    sub: AccountId,
    /// Yesterday's program did not say it: whatever is taken away voids such a token.
    #[serde(default)]
    ver: i32,
    sid: SessionId,
    rgn: RegionId,
    /// Yesterday's program did not say it: what is due is asked for once such a token has expired.
    #[serde(default = "yes")]
    sf: bool,
    mem: Vec<Membership>,
    exp: i64,
    nbf: i64,
    iat: i64,
    jti: String,
}

/// Makes tokens and reads them.
#[derive(Debug)]
pub struct Tokens {
    keys: Keys,
    pub(super) issuer: String,
    pub(super) audience: String,
    lifetime: Duration,
    validation: Validation,
    verified: Verified,
    pub(super) clock: Clock,
}

impl Tokens {
    #[must_use]
    pub fn new(keys: Keys, settings: &Auth, clock: Clock) -> Self {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[&settings.issuer]);
        validation.set_audience(&[&settings.audience]);
        // What else must be there, the claims' own type says.
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        // The library would read the wall clock; `read` asks ours.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        Self {
            keys,
            issuer: settings.issuer.clone(),
            audience: settings.audience.clone(),
            lifetime: Duration::minutes(i64::from(settings.access_minutes)),
            validation,
            verified: Verified::default(),
            clock,
        }
    }

    pub fn issue(&self, identity: &Identity) -> Result<Issued, TokenError> {
        let now = self.clock.now();
        let expires_at = now + self.lifetime;
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: self.audience.clone(),
            sub: identity.account,
            ver: identity.version,
            sid: identity.session,
            rgn: identity.region,
            sf: identity.second_factor,
            mem: identity.memberships.clone(),
            exp: expires_at.timestamp(),
            nbf: now.timestamp(),
            iat: now.timestamp(),
            jti: random_name()?,
        };
        let token = self.sign(KIND, &claims)?;
        Ok(Issued { token, expires_at })
    }

    pub(super) fn sign(&self, kind: &str, claims: &impl Serialize) -> Result<String, TokenError> {
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(kind.to_owned());
        header.kid = Some(self.keys.name().to_owned());
        jsonwebtoken::encode(&header, claims, self.keys.signing()).map_err(|_| TokenError::NotOurs)
    }

    pub fn read(&self, token: &str) -> Result<Identity, TokenError> {
        if let Some(claims) = self.verified.find(token) {
            self.check_time(&claims)?;
            return Ok(claims.identity());
        }
        let claims: Arc<Claims> = Arc::new(self.verify(KIND, token)?);
        self.check_time(&claims)?;
        self.verified.keep(token, claims.clone());
        Ok(claims.identity())
    }

    /// All but the time.
    pub(super) fn verify<C: DeserializeOwned>(
        &self,
        kind: &str,
        token: &str,
    ) -> Result<C, TokenError> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| TokenError::NotOurs)?;
        if header.typ.as_deref() != Some(kind) || header.crit.is_some() {
            return Err(TokenError::NotOurs);
        }
        let key = header
            .kid
            .and_then(|name| self.keys.accepted(&name))
            .ok_or(TokenError::UnknownKey)?;
        Ok(jsonwebtoken::decode(token, key, &self.validation)
            .map_err(|_| TokenError::NotOurs)?
            .claims)
    }

    fn check_time(&self, claims: &Claims) -> Result<(), TokenError> {
        let now = self.clock.now().timestamp();
        if claims.exp.saturating_sub(claims.iat) > LONGEST {
            return Err(TokenError::NotOurs);
        }
        if now >= claims.exp.saturating_add(LEEWAY) {
            return Err(TokenError::Expired);
        }
        if claims.nbf.max(claims.iat) > now.saturating_add(LEEWAY) {
            return Err(TokenError::TooEarly);
        }
        Ok(())
    }
}

impl Claims {
    fn identity(&self) -> Identity {
        Identity {
            account: self.sub,
            version: self.ver,
            session: self.sid,
            region: self.rgn,
            second_factor: self.sf,
            memberships: self.mem.clone(),
        }
    }
}

const fn yes() -> bool {
    true
}

fn random_name() -> Result<String, TokenError> {
    let mut bytes = [0; 16];
    rand::fill(&mut bytes).map_err(|_| TokenError::NotOurs)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
#[path = "token_tests.rs"]
mod tests;
