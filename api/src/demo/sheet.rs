//! Reads the demo's embedded tables into rows.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

#[derive(Debug, thiserror::Error)]
pub enum DemoDataError {
    #[error("config/demo/{sheet}: {source}")]
    Row {
        sheet: &'static str,
        source: csv::Error,
    },
    #[error("config/demo/{sheet} holds no {what}")]
    Missing {
        sheet: &'static str,
        what: &'static str,
    },
}

pub(super) fn rows<T: DeserializeOwned>(
    sheet: &'static str,
    text: &str,
) -> Result<Vec<T>, DemoDataError> {
    csv::Reader::from_reader(text.as_bytes())
        .into_deserialize()
        .collect::<Result<_, _>>()
        .map_err(|source| DemoDataError::Row { sheet, source })
}

/// Several values in one field, with semicolons between.
pub(super) fn several<'de, D: Deserializer<'de>>(field: D) -> Result<Vec<String>, D::Error> {
    let text = String::deserialize(field)?;
    Ok(text.split_terminator(';').map(str::to_owned).collect())
}
