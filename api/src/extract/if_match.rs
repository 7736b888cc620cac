//! A change says which version it is meant for.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest};

use crate::error::{Code, Problem};

const HEADER: &str = "If-Match";

/// The version that the client has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfMatch {
    Any,
    Version(i32),
}

impl IfMatch {
    /// The version to insist on; nothing when any will do.
    #[must_use]
    pub const fn expected(self) -> Option<i32> {
        match self {
            Self::Any => None,
            Self::Version(version) => Some(version),
        }
    }

    fn read(req: &HttpRequest) -> Result<Self, Problem> {
        let mut values = req.headers().get_all(header::IF_MATCH);
        let value = values
            .next()
            .ok_or_else(|| Problem::new(Code::PreconditionRequired).field(HEADER))?;
        let text = value
            .to_str()
            .ok()
            .filter(|_| values.next().is_none())
            .map(str::trim);
        match text {
            Some("*") => Ok(Self::Any),
            Some(text) => text
                .strip_prefix('"')
                .and_then(|rest| rest.strip_suffix('"'))
                .and_then(|version| version.parse().ok())
                .map(Self::Version)
                .ok_or_else(malformed),
            None => Err(malformed()),
        }
    }
}

fn malformed() -> Problem {
    Problem::new(Code::IfMatchMalformed).field(HEADER)
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(Self::read(req))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn only_one_strong_tag_or_a_star_is_read() {
        let read = |tag: &str| {
            IfMatch::read(
                &TestRequest::patch()
                    .insert_header((HEADER, tag.to_owned()))
                    .to_http_request(),
            )
        };
        assert_eq!(read("*").unwrap(), IfMatch::Any);
        assert_eq!(read("\"7\"").unwrap(), IfMatch::Version(7));
        for bad in ["7", "W/\"7\"", "\"7\", \"8\"", "\"\"", "\"seven\""] {
            assert_eq!(
                read(bad).unwrap_err().code(),
                Code::IfMatchMalformed,
                "{bad}"
            );
        }
        let without = IfMatch::read(&TestRequest::patch().to_http_request());
        assert_eq!(without.unwrap_err().code(), Code::PreconditionRequired);
    }
}
