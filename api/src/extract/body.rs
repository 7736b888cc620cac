//! JSON bodies.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::future::LocalBoxFuture;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;

use super::object::Object;
use crate::error::{Code, Problem};

/// A body that must arrive within this long, however slowly it is sent.
const PATIENCE: Duration = Duration::from_secs(15);

/// A JSON body. Unknown fields are refused by the type itself (`deny_unknown_fields`).
#[derive(Debug, Clone)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Json<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = read(req, payload);
        let is_json = is_json(req);
        Box::pin(async move {
            let bytes = bytes.await?;
            is_json?;
            parse(&bytes).map(Self)
        })
    }
}

/// Reads the whole body, up to the size that the settings permit (`PayloadConfig` of the
/// server), measured after decompression.
pub(super) fn read(
    req: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<Bytes, Problem>> + use<> {
    let body = Bytes::from_request(req, payload);
    async move {
        let Ok(body) = tokio::time::timeout(PATIENCE, body).await else {
            return Err(Problem::new(Code::BodyTooSlow));
        };
        body.map_err(|error| match error.as_error::<PayloadError>() {
            Some(PayloadError::Overflow) => Problem::new(Code::BodyTooLarge),
            _ => Problem::new(Code::MalformedRequest).reason(error),
        })
    }
}

pub(super) fn is_json(req: &HttpRequest) -> Result<(), Problem> {
    if req.content_type().eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(Problem::new(Code::UnsupportedMediaType))
}

pub(super) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let is_json = serde_json::from_slice::<IgnoredAny>(bytes).is_ok();
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let Object(value) = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        let error = error.into_inner();
        match error.classify() {
            // What cannot be a word of a list is called a fault of the syntax, even in JSON
            // that has none.
            category if is_json || category == Category::Data => {
                let reason = without_position(&error.to_string());
                Problem::new(Code::InvalidField)
                    .field(field(&path, &reason))
                    .reason(reason)
            }
            _ => malformed(&error),
        }
    })?;
    json.end().map_err(|error| malformed(&error))?;
    Ok(value)
}

fn malformed(error: &serde_json::Error) -> Problem {
    Problem::new(Code::MalformedJson).reason(error)
}

/// Where the field is, `body` where all of it is wrong; of a missing, doubled or unknown one only the reason knows its name.
fn field(path: &str, reason: &str) -> String {
    let path = if path == "." { "" } else { path };
    let name = ["missing field `", "duplicate field `", "unknown field `"]
        .iter()
        .find_map(|start| reason.strip_prefix(start))
        .and_then(|rest| rest.split('`').next());
    match name {
        Some(name) if path.is_empty() => name.to_owned(),
        Some(name) if path != name && !path.ends_with(&format!(".{name}")) => {
            format!("{path}.{name}")
        }
        _ if path.is_empty() => "body".to_owned(),
        _ => path.to_owned(),
    }
}

fn without_position(reason: &str) -> String {
    reason
        .split(" at line ")
        .next()
        .unwrap_or(reason)
        .to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use serde::Deserialize;
    use tenants::text::Name;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct In {
        applicant: Applicant,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Applicant {
        #[allow(dead_code, reason = "read by its Debug")]
        name: Name,
    }

    fn refused(json: &[u8]) -> String {
        format!(
            "{:?}",
            parse::<In>(json)
                .map(|In { applicant }| applicant)
                .unwrap_err()
        )
    }

    #[test]
    fn a_problem_names_the_field() {
        let field = |json: &str| refused(json.as_bytes());
        assert!(field(r#"{"applicant":{"name":" "}}"#).contains("\"applicant.name\""));
        assert!(field(r#"{"applicant":{}}"#).contains("\"applicant.name\""));
        assert!(field(r#"{"applicant":{"name":"а","name":"б"}}"#).contains("\"applicant.name\""));
        assert!(field(r#"{"applicant":{"name":"а","age":1}}"#).contains("\"applicant.age\""));
        assert!(field("{}").contains("\"applicant\""));
        assert!(field(r#"{"applicant":[]}"#).contains("\"applicant"));
        for other in ["[]", "null", " 17", "[{\"name\":\"а\"}]"] {
            assert!(field(other).contains("InvalidField"), "{other}");
        }
    }

    #[test]
    fn what_is_not_json_is_malformed() {
        for json in [
            &b"{"[..],
            b"",
            b"{} {}",
            b"\xFF",
            b"{\"applicant\":{\"name\":\"\xFF\"}}",
        ] {
            let refused = refused(json);
            assert!(
                refused.contains("Malformed") || refused.contains("InvalidField"),
                "{refused}"
            );
        }
        let deep = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
        assert!(parse::<serde_json::Value>(deep.as_bytes()).is_err());
    }
}
