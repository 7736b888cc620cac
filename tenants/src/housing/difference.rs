//! What an entry was before a change and what it is now, as the ledger keeps it.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::db;

/// Each field that differs, as `[before, after]`; and which entry it is.
pub(super) fn difference(
    before: &impl Serialize,
    after: &impl Serialize,
) -> Result<Map<String, Value>, db::Error> {
    let fields = |entry: Result<Value, serde_json::Error>| match entry.map_err(db::Error::from)? {
        Value::Object(fields) => Ok::<_, db::Error>(fields),
        _ => Ok(Map::new()),
    };
    let before = fields(serde_json::to_value(before))?;
    let after = fields(serde_json::to_value(after))?;
    Ok(after
        .into_iter()
        .filter_map(|(name, now)| {
            let then = before.get(&name).cloned().unwrap_or_default();
            match () {
                () if name == "id" => Some((name, now)),
                () if then == now => None,
                () => Some((name, Value::Array(vec![then, now]))),
            }
        })
        .collect())
}
