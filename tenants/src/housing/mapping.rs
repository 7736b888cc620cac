//! How the columns of somebody's files become our records: read from a TOML file. Pure.

use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// KATOTTG code of the community that the files describe.
    pub community: String,
    /// Where the data comes from, for the report.
    pub source: String,
    #[serde(default = "comma")]
    pub delimiter: char,
    /// Coordinates outside are not believed.
    pub area: Option<Area>,
    pub settlements: Vec<Settlement>,
    pub streets: Streets,
    pub buildings: Buildings,
    pub entrances: Option<Entrances>,
    /// Values that the source is known to have spoilt.
    #[serde(default)]
    pub defects: Vec<Defect>,
}

const fn comma() -> char {
    ','
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    pub south: f64,
    pub north: f64,
    pub west: f64,
    pub east: f64,
}

impl Area {
    pub(super) fn holds(&self, latitude: f64, longitude: f64) -> bool {
        (self.south..=self.north).contains(&latitude)
            && (self.west..=self.east).contains(&longitude)
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settlement {
    /// What the files call it.
    pub code: String,
    pub katottg: String,
    pub name: String,
    pub category: String,
}

/// Every other field names a column.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Streets {
    pub file: String,
    pub settlement: String,
    pub code: String,
    pub name: String,
    pub old_name: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Buildings {
    pub file: String,
    pub code: String,
    pub settlement: String,
    pub street: String,
    pub number: String,
    pub latitude: String,
    pub longitude: String,
    pub multi_flat: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entrances {
    pub file: String,
    pub code: String,
    pub building: String,
    pub number: String,
    pub first_flat: String,
    pub last_flat: String,
}

/// A cell with this value may have held another: the row is taken, and remarked on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defect {
    pub column: String,
    pub value: String,
    pub note: String,
}

#[derive(Debug, thiserror::Error)]
pub enum MappingError {
    #[error("the mapping is not understood: {0}")]
    Toml(#[from] toml::de::Error),
    #[error("the delimiter must be one ASCII character")]
    Delimiter,
    #[error("the mapping names settlement {0} twice")]
    SettlementTwice(String),
    #[error("{0} is not a KATOTTG code: UA and 17 digits")]
    Katottg(String),
}

impl Mapping {
    /// Reads a mapping and checks what can be checked without the files.
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let mapping: Self = toml::from_str(text)?;
        if !mapping.delimiter.is_ascii() {
            return Err(MappingError::Delimiter);
        }
        for (at, settlement) in mapping.settlements.iter().enumerate() {
            if !is_katottg(&settlement.katottg) {
                return Err(MappingError::Katottg(settlement.katottg.clone()));
            }
            if mapping
                .settlements
                .iter()
                .take(at)
                .any(|before| before.code == settlement.code)
            {
                return Err(MappingError::SettlementTwice(settlement.code.clone()));
            }
        }
        if !is_katottg(&mapping.community) {
            return Err(MappingError::Katottg(mapping.community));
        }
        Ok(mapping)
    }

    pub(super) fn delimiter(&self) -> u8 {
        u8::try_from(self.delimiter).unwrap_or(b',')
    }
}

fn is_katottg(code: &str) -> bool {
    code.strip_prefix("UA")
        .is_some_and(|rest| rest.len() == 17 && rest.chars().all(|c| c.is_ascii_digit()))
}
