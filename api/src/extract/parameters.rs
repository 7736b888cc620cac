//! Parameters in the path and in the query.

use actix_router::PathDeserializer;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use std::future::{Ready, ready};

use crate::error::{Code, Problem};

/// What stands in the path, such as a community's identifier.
#[derive(Debug, Clone)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Path<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let read = serde_path_to_error::deserialize(PathDeserializer::new(req.match_info()));
        ready(read.map(Self).map_err(|error| {
            let name = path_parameter(req, &error.path().to_string());
            Problem::new(Code::InvalidParameter)
                .field(name)
                .reason(error.into_inner())
        }))
    }
}

/// A tuple's part is known by its place, a struct's by its name, a single one by being alone.
fn path_parameter(req: &HttpRequest, at: &str) -> String {
    let mut names = req.match_info().iter().map(|(name, _)| name);
    let name = match at.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(place) => place.parse().ok().and_then(|place| names.nth(place)),
        None if at == "." => names.next(),
        None => Some(at),
    };
    name.unwrap_or(at).to_owned()
}

/// What stands after the question mark.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(query(req.query_string()).map(Self))
    }
}

fn query<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    must_be_utf8(text)?;
    let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(text.as_bytes()));
    serde_path_to_error::deserialize(pairs).map_err(|error| {
        let at = error.path().to_string();
        let reason = error.into_inner().to_string();
        // Of a missing, doubled or unknown parameter only the reason knows the name.
        let named = reason
            .split('`')
            .nth(1)
            .filter(|_| reason.contains(" field `"));
        let name = named.unwrap_or(&at).to_owned();
        Problem::new(Code::InvalidParameter)
            .field(name)
            .reason(reason)
    })
}

/// Bytes that are no text would otherwise be read as U+FFFD, and looked for.
fn must_be_utf8(text: &str) -> Result<(), Problem> {
    for pair in text.split('&') {
        if percent_decode_str(pair).decode_utf8().is_err() {
            let name = pair.split('=').next().unwrap_or_default();
            return Err(Problem::new(Code::InvalidParameter)
                .field(name)
                .reason("is not UTF-8"));
        }
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::reply::Limit;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct In {
        #[serde(default)]
        #[allow(dead_code, reason = "read by its Debug")]
        limit: Limit,
    }

    #[test]
    fn a_problem_names_the_parameter() {
        assert!(query::<In>("").is_ok());
        for (text, name) in [
            ("limit=0", "limit"),
            ("limit=x", "limit"),
            ("limt=5", "limt"),
            ("limit=1&limit=2", "limit"),
            ("limit=%FF", "limit"),
            ("limit=%C3%28", "limit"),
        ] {
            let problem = format!("{:?}", query::<In>(text).unwrap_err());
            assert!(
                problem.contains(&format!("Some(\"{name}\")")),
                "{text}: {problem}"
            );
        }
    }
}
