//! How the columns of somebody's files become our records: read from a TOML file. Pure.

use encoding_rs::Encoding;
use serde::Deserialize;

use super::sheet::Reading;
use crate::regions::Katottg;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// KATOTTG code of the community that the files describe; absent when they fit any.
    pub community: Option<Katottg>,
    /// Where the data comes from, for the report.
    pub source: String,
    /// Found out from the first row when absent.
    pub delimiter: Option<char>,
    /// A label of the WHATWG list, such as windows-1251; UTF-8 when absent.
    pub encoding: Option<String>,
    /// The sheet of a workbook; the first when absent.
    pub sheet: Option<String>,
    /// Coordinates outside are not believed.
    pub area: Option<Area>,
    #[serde(default)]
    pub settlements: Vec<Settlement>,
    pub classifier: Option<Classifier>,
    pub streets: Option<Streets>,
    pub aliases: Option<Aliases>,
    pub buildings: Option<Buildings>,
    pub entrances: Option<Entrances>,
    pub queues: Option<Queues>,
    pub places: Option<Places>,
    pub responsibilities: Option<Responsibilities>,
    /// Values that the source is known to have spoilt.
    #[serde(default)]
    pub defects: Vec<Defect>,
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
    pub katottg: Katottg,
    pub name: String,
    pub category: String,
}

macro_rules! tables {
    ($($(#[$doc:meta])* $table:ident {
        $($(#[$need_doc:meta])* $needed:ident,)* ; $($(#[$more_doc:meta])* $more:ident,)*
    })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $table {
            $($(#[$need_doc])* pub $needed: String,)*
            $($(#[$more_doc])* pub $more: Option<String>,)*
        }

        impl $table {
            /// Every column that is named; each must be there.
            #[must_use]
            pub fn columns(&self) -> Vec<String> {
                let needed = [$(&self.$needed),*].into_iter().cloned();
                let more: [&Option<String>; _] = [$(&self.$more),*];
                needed.chain(more.into_iter().flatten().cloned()).collect()
            }
        }
    )+};
}

// Every field names a column. A settlement is what the mapping calls so, a KATOTTG code, or a
// name that only one settlement of the community has. A street is its code in the street file,
// or its name as it is printed; a house, its number.
tables! {
    /// The national classifier of settlements, or what was cut out of it.
    Classifier {
        katottg, name, category, ;
        /// Rows of other communities are passed over.
        community,
    }
    Streets {
        settlement, code, name, ;
        old_name, russian_name, colloquial_name,
    }
    Aliases {
        settlement, name, ;
        street, street_name,
        /// old, russian, colloquial; old when there is no such column.
        kind,
        used_from, used_to,
    }
    Buildings {
        code, settlement, number, ;
        street, street_name, latitude, longitude, multi_flat, storeys, lifts, flats, management,
        manager, electricity_queue, feeder, boiler_house,
    }
    Entrances {
        building, number, first_flat, last_flat, ;
        code, riser,
    }
    /// A queue of a building, or of a range of its flats.
    Queues {
        queue, ;
        building, settlement, street, street_name, house,
        /// «1-20», or one flat.
        flats,
    }
    /// Places that are no building.
    Places {
        settlement, kind, name, ;
        /// The street along which it lies, or the two that cross here, as they are printed.
        street, crossing_street,
        latitude, longitude,
    }
    /// The place is as exact as the columns that are filled in.
    Responsibilities {
        service,
        /// By its name.
        utility, ;
        building, settlement, street, street_name, house,
        boundary, valid_from, valid_to,
    }
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
    #[error("there is no encoding {0}")]
    Encoding(String),
    #[error("the mapping names settlement {0} twice")]
    SettlementTwice(String),
    #[error("{table} must name a column for the street: street or street_name")]
    NoStreet { table: &'static str },
    #[error("latitude and longitude are two columns")]
    HalfAPlace,
}

impl Mapping {
    /// Reads a mapping and checks what can be checked without the files.
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let mapping: Self = toml::from_str(text)?;
        if mapping.delimiter.is_some_and(|one| !one.is_ascii()) {
            return Err(MappingError::Delimiter);
        }
        for (at, settlement) in mapping.settlements.iter().enumerate() {
            let mut before = mapping.settlements.iter().take(at);
            if before.any(|before| before.code == settlement.code) {
                return Err(MappingError::SettlementTwice(settlement.code.clone()));
            }
        }
        if let Some(table) = &mapping.buildings {
            if table.street.is_none() && table.street_name.is_none() {
                return Err(MappingError::NoStreet { table: "buildings" });
            }
            if table.latitude.is_some() != table.longitude.is_some() {
                return Err(MappingError::HalfAPlace);
            }
        }
        if let Some(table) = &mapping.aliases
            && table.street.is_none()
            && table.street_name.is_none()
        {
            return Err(MappingError::NoStreet { table: "aliases" });
        }
        mapping.encoding()?;
        Ok(mapping)
    }

    /// The same for files in this encoding.
    pub fn encoded(mut self, label: &str) -> Result<Self, MappingError> {
        self.encoding = Some(label.to_owned());
        self.encoding()?;
        Ok(self)
    }

    fn encoding(&self) -> Result<Option<&'static Encoding>, MappingError> {
        let Some(label) = &self.encoding else {
            return Ok(None);
        };
        match Encoding::for_label(label.as_bytes()) {
            Some(encoding) => Ok(Some(encoding)),
            None => Err(MappingError::Encoding(label.clone())),
        }
    }

    /// How a file with these columns is read.
    pub(super) fn reading(&self, needed: Vec<String>) -> Reading {
        Reading {
            encoding: self.encoding().ok().flatten(),
            delimiter: self.delimiter.and_then(|one| u8::try_from(one).ok()),
            sheet: self.sheet.clone(),
            needed,
        }
    }
}
