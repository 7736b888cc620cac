//! A POST: a body, and the key under which it is done once and only once.

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use tenants::db::RequestKey;

use super::body;
use crate::error::{Code, Problem};

const HEADER: &str = "Idempotency-Key";

/// A fingerprint over what is asked for but for the secrets in it, which the type does not
/// serialise: a fast hash that is kept must not help to guess a password.
pub fn fingerprint_without_secrets(
    route: &str,
    asked: &impl Serialize,
) -> Result<[u8; 32], Problem> {
    let asked = serde_json::to_vec(asked).map_err(tenants::db::Error::from)?;
    Ok(digest(&[route.as_bytes(), &asked]))
}

/// What is to be done, and under which key. An empty body reads as `{}`.
#[derive(Debug, Clone)]
pub struct Command<T> {
    pub key: RequestKey,
    pub body: T,
}

/// The key of a request whose body is no JSON, with a fingerprint over what its body came to.
pub fn request_key(req: &HttpRequest, body: &[u8]) -> Result<RequestKey, Problem> {
    Ok(RequestKey {
        key: key_of(req)?,
        fingerprint: fingerprint(req, body),
    })
}

impl<T: DeserializeOwned> FromRequest for Command<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = body::read(req, payload);
        let req = req.clone();
        Box::pin(async move {
            let key = key_of(&req)?;
            let bytes = bytes.await?;
            let fingerprint = fingerprint(&req, &bytes);
            let body = if bytes.is_empty() {
                body::parse(b"{}")?
            } else {
                body::is_json(&req)?;
                body::parse(&bytes)?
            };
            Ok(Self {
                key: RequestKey { key, fingerprint },
                body,
            })
        })
    }
}

/// What the client calls its request.
pub fn key_of(req: &HttpRequest) -> Result<String, Problem> {
    let mut values = req.headers().get_all(HEADER);
    let value = values
        .next()
        .ok_or_else(|| Problem::new(Code::IdempotencyKeyMissing).field(HEADER))?;
    let bytes = value.as_bytes();
    let visible = (1..=255).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_graphic);
    match value.to_str() {
        Ok(key) if visible && values.next().is_none() => Ok(key.to_owned()),
        _ => Err(Problem::new(Code::IdempotencyKeyMalformed).field(HEADER)),
    }
}

/// Over all that the request asks for.
fn fingerprint(req: &HttpRequest, body: &[u8]) -> [u8; 32] {
    let if_match = req
        .headers()
        .get(header::IF_MATCH)
        .map_or(&b""[..], header::HeaderValue::as_bytes);
    let parts: [&[u8]; 5] = [
        req.method().as_str().as_bytes(),
        req.path().as_bytes(),
        req.query_string().as_bytes(),
        if_match,
        body,
    ];
    digest(&parts)
}

/// Each part says its length, so that none runs into the next.
fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn a_key_has_1_to_255_visible_ascii_characters() {
        let with = |key: &str| given(TestRequest::post().insert_header((HEADER, key.to_owned())));
        assert_eq!(with("0190-a").unwrap(), "0190-a");
        assert!(with(&"a".repeat(255)).is_ok());
        for bad in ["", "a b", "ключ", &"a".repeat(256)] {
            assert_eq!(with(bad).unwrap_err().code(), Code::IdempotencyKeyMalformed);
        }
        assert_eq!(
            given(TestRequest::post()).unwrap_err().code(),
            Code::IdempotencyKeyMissing
        );
    }

    fn given(request: TestRequest) -> Result<String, Problem> {
        key_of(&request.to_http_request())
    }

    #[test]
    fn every_part_of_the_request_counts() {
        let of = |request: TestRequest, body: &[u8]| fingerprint(&request.to_http_request(), body);
        let first = of(TestRequest::post().uri("/a?b"), b"{}");
        assert_eq!(first, of(TestRequest::post().uri("/a?b"), b"{}"));
        assert_ne!(first, of(TestRequest::post().uri("/a?b"), b"{ }"));
        assert_ne!(first, of(TestRequest::post().uri("/ab"), b"{}"));
        assert_ne!(
            first,
            of(
                TestRequest::post()
                    .uri("/a?b")
                    .insert_header(("If-Match", "\"1\"")),
                b"{}"
            )
        );
    }
}
