//! How a device says on whom it has signed in before: a JWT of our own, kept for half a year. It
//! opens nothing; guesses of strangers do not use up the tries that its owner has on it.

use actix_web::HttpRequest;
use actix_web::cookie::Cookie;
use chrono::Duration;
use serde::{Deserialize, Serialize};
use tenants::accounts::Device;
use tenants::ids::{AccountId, DeviceId};

use super::cookie;
use super::token::{TokenError, Tokens};

const COOKIE: &str = "__Host-varta-device";
/// Not that of an access token: one is never taken for the other.
const KIND: &str = "varta-device+jwt";
const GOOD_FOR: Duration = Duration::days(180);

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    jti: DeviceId,
    acc: Vec<AccountId>,
    exp: i64,
}

impl Tokens {
    pub(crate) fn issue_device(&self, device: &Device) -> Result<String, TokenError> {
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: self.audience.clone(),
            jti: device.id,
            acc: device.accounts.clone(),
            exp: (self.clock.now() + GOOD_FOR).timestamp(),
        };
        self.sign(KIND, &claims)
    }

    /// Nothing when it is none of ours, or too old: then it is a device like any other.
    pub(crate) fn read_device(&self, token: &str) -> Option<Device> {
        let claims: Claims = self.verify(KIND, token).ok()?;
        let is_good = claims.exp > self.clock.now().timestamp();
        is_good.then_some(Device {
            id: claims.jti,
            accounts: claims.acc,
        })
    }
}

/// What a browser shows of its own accord.
pub(crate) fn shown(req: &HttpRequest, tokens: &Tokens) -> Option<Device> {
    tokens.read_device(req.cookie(COOKIE)?.value())
}

pub(crate) fn given(token: String) -> Cookie<'static> {
    cookie::kept(COOKIE, token, GOOD_FOR.num_seconds())
}
