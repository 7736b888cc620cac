//! The cookie in which a browser keeps its session's secret, and the token that a script of our
//! pages shows beside it.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tenants::accounts::Secret;

use crate::error::{Code, Problem};

/// The prefix makes browsers keep it to this host, to encrypted links and to all paths.
pub(crate) const COOKIE: &str = "__Host-varta";

const CSRF_HEADER: &str = "X-Varta-CSRF";
const CSRF_LABEL: &[u8] = b"varta csrf token";

/// The secret that a browser shows, if it looks like one of ours.
pub(crate) fn shown(req: &HttpRequest) -> Option<Secret> {
    Secret::parse(req.cookie(COOKIE)?.value())
}

/// Gives a browser its secret, for as long as the session lasts.
pub(crate) fn given(secret: &Secret, seconds: i64) -> Cookie<'static> {
    kept(COOKIE, secret.expose(), seconds)
}

pub(super) fn kept(name: &'static str, value: String, seconds: i64) -> Cookie<'static> {
    let mut cookie = empty(name);
    cookie.set_value(value);
    cookie.set_max_age(Duration::seconds(seconds));
    cookie
}

/// Takes it away.
pub(crate) fn taken() -> Cookie<'static> {
    let mut cookie = empty(COOKIE);
    cookie.make_removal();
    cookie
}

fn empty(name: &'static str) -> Cookie<'static> {
    Cookie::build(name, "")
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .finish()
}

/// What our pages show with whatever changes something: made from the secret, which no script
/// can read, so that nothing has to be kept.
pub(crate) fn csrf_token(secret: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(hmac::sign(&csrf_key(secret), CSRF_LABEL))
}

pub(super) fn require_csrf_token(req: &HttpRequest, secret: &Secret) -> Result<(), Problem> {
    let shown = req.headers().get(CSRF_HEADER);
    if shown.is_some_and(|shown| is_csrf_token(shown.as_bytes(), secret)) {
        return Ok(());
    }
    Err(Problem::new(Code::CsrfRequired).field(CSRF_HEADER))
}

pub(super) fn is_csrf_token(shown: &[u8], secret: &Secret) -> bool {
    let shown = URL_SAFE_NO_PAD.decode(shown);
    // Compared in constant time.
    shown.is_ok_and(|tag| hmac::verify(&csrf_key(secret), CSRF_LABEL, &tag).is_ok())
}

fn csrf_key(secret: &Secret) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, secret.expose().as_bytes())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn a_token_belongs_to_one_secret() {
        let ours = Secret::parse(&"A".repeat(43)).unwrap();
        let another = Secret::parse(&format!("B{}", "A".repeat(42))).unwrap();
        let check = |token: &str| {
            let request = TestRequest::post().insert_header((CSRF_HEADER, token.to_owned()));
            require_csrf_token(&request.to_http_request(), &ours)
        };
        assert!(check(&csrf_token(&ours)).is_ok());
        for token in [&csrf_token(&another), &ours.expose(), "", "ї"] {
            assert_eq!(check(token).unwrap_err().code(), Code::CsrfRequired);
        }
    }
}
