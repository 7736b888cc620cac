//! Pages that begin after a key, not after a count: they stay right while rows are added, and
//! the thousandth costs what the first does.

use std::borrow::Cow;

use actix_web::HttpRequest;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::error::Problem;

/// How many rows a page has: 1 to 200, 50 when nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(u16);

impl Limit {
    const MAX: u16 = 200;

    /// Rows to ask the database for: one more than are shown tells whether there is a next page.
    #[must_use]
    pub fn rows(self) -> i64 {
        i64::from(self.0) + 1
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(50)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u16::deserialize(deserializer)? {
            limit @ 1..=Self::MAX => Ok(Self(limit)),
            _ => Err(Error::custom(format_args!("must be 1 to {}", Self::MAX))),
        }
    }
}

impl PartialSchema for Limit {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(1))
            .maximum(Some(Self::MAX))
            .default(Some(Self::default().0.into()))
            .into()
    }
}

impl ToSchema for Limit {}

/// Where a page begins: after the row with this key. Clients pass it on and never look inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor<K>(pub K);

impl<K: Serialize> Cursor<K> {
    fn write(&self) -> Result<String, Problem> {
        let json = serde_json::to_vec(&self.0).map_err(tenants::db::Error::from)?;
        Ok(URL_SAFE_NO_PAD.encode(json))
    }
}

/// As it stands in JSON; it cannot stand there in any other way.
const NUL: &[u8] = b"\\u0000";

impl<'de, K: DeserializeOwned> Deserialize<'de> for Cursor<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        URL_SAFE_NO_PAD
            .decode(text.as_bytes())
            .ok()
            // PostgreSQL cannot compare with a NUL, and no key of ours holds one.
            .filter(|json| !json.windows(NUL.len()).any(|part| part == NUL))
            .and_then(|json| serde_json::from_slice(&json).ok())
            .map(Self)
            .ok_or_else(|| Error::custom("is not a cursor of this list"))
    }
}

impl<K> PartialSchema for Cursor<K> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("`next` of the page before"))
            .into()
    }
}

impl<K> ToSchema for Cursor<K> {}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Give this as `after` for the next page; null on the last one
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// From `limit.rows()` rows: drops the one too many, and takes the key of the last one shown.
    pub fn cut<K: Serialize>(
        mut rows: Vec<T>,
        limit: Limit,
        key: impl Fn(&T) -> K,
    ) -> Result<Self, Problem> {
        let shown = usize::from(limit.0);
        let more = rows.len() > shown;
        rows.truncate(shown);
        let next = match rows.last().filter(|_| more) {
            Some(last) => Some(Cursor(key(last)).write()?),
            None => None,
        };
        Ok(Self { items: rows, next })
    }

    /// The same page, its rows as they are shown.
    pub fn map<U>(self, show: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(show).collect(),
            next: self.next,
        }
    }
}

/// The same address, only further on.
pub(super) fn link(req: &HttpRequest, cursor: &str) -> String {
    let pairs =
        form_urlencoded::parse(req.query_string().as_bytes()).filter(|(name, _)| name != "after");
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .append_pair("after", cursor)
        .finish();
    format!("<{}?{query}>; rel=\"next\"", req.path())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        let page = Page::cut(vec![1, 2, 3], Limit(2), |n| (*n, "ї")).unwrap();
        assert_eq!(page.items, [1, 2]);
        let next = serde_json::Value::from(page.next.unwrap());
        assert_eq!(
            serde_json::from_value::<Cursor<(i32, String)>>(next)
                .unwrap()
                .0,
            (2, "ї".to_owned())
        );
    }

    #[test]
    fn the_last_page_has_no_next() {
        assert_eq!(Page::cut(vec![1, 2], Limit(2), |n| *n).unwrap().next, None);
    }

    #[test]
    fn limits_outside_of_1_to_200_are_refused() {
        assert!(serde_json::from_str::<Limit>("0").is_err());
        assert!(serde_json::from_str::<Limit>("201").is_err());
        assert_eq!(serde_json::from_str::<Limit>("200").unwrap().rows(), 201);
    }
}
