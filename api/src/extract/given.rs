//! Fields of a change that may be taken away.

use serde::{Deserialize, Deserializer};

/// Tells a field that is null from one that is missing. Goes with `#[serde(default)]`.
pub fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
