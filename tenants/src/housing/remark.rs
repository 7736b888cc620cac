//! What an import says about a row: refused, or taken but suspicious, and why. Pure.

use serde::Serialize;
use std::fmt;

/// Why a row is remarked on. The code is stable; the sentence is for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    // A row with one of these is refused.
    Malformed,
    MissingColumn,
    UnknownSettlement,
    StreetNotUnderstood,
    DuplicateStreet { line: u64 },
    UnknownStreet,
    AmbiguousStreet { lines: Vec<u64> },
    NumberNotUnderstood,
    NumberAmbiguous,
    DuplicateBuilding { line: u64 },
    UnknownBuilding,
    BuildingRefused { line: u64 },
    AmbiguousBuilding { lines: Vec<u64> },
    DuplicateEntrance { line: u64 },
    FlatsNotUnderstood,
    // A row with one of these is taken all the same.
    RepeatedRef { line: u64 },
    ContradictedBy { line: u64, metres: Option<u64> },
    KnownDefect { note: String },
    CoordinatesMissing,
    CoordinatesNotUnderstood,
    CoordinatesOutside,
    CoordinatesShared { line: u64 },
    FlagNotUnderstood,
    FlatsOverlap { line: u64 },
    NotMultiFlat,
}

impl Reason {
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Malformed => "malformed_row",
            Self::MissingColumn => "missing_column",
            Self::UnknownSettlement => "unknown_settlement",
            Self::StreetNotUnderstood => "street_not_understood",
            Self::DuplicateStreet { .. } => "duplicate_street",
            Self::UnknownStreet => "unknown_street",
            Self::AmbiguousStreet { .. } => "ambiguous_street",
            Self::NumberNotUnderstood => "number_not_understood",
            Self::NumberAmbiguous => "number_ambiguous",
            Self::DuplicateBuilding { .. } => "duplicate_building",
            Self::UnknownBuilding => "unknown_building",
            Self::BuildingRefused { .. } => "building_refused",
            Self::AmbiguousBuilding { .. } => "ambiguous_building",
            Self::DuplicateEntrance { .. } => "duplicate_entrance",
            Self::FlatsNotUnderstood => "flats_not_understood",
            Self::RepeatedRef { .. } => "repeated_ref",
            Self::ContradictedBy { .. } => "contradicted",
            Self::KnownDefect { .. } => "known_defect",
            Self::CoordinatesMissing => "coordinates_missing",
            Self::CoordinatesNotUnderstood => "coordinates_not_understood",
            Self::CoordinatesOutside => "coordinates_outside",
            Self::CoordinatesShared { .. } => "coordinates_shared",
            Self::FlagNotUnderstood => "flag_not_understood",
            Self::FlatsOverlap { .. } => "flats_overlap",
            Self::NotMultiFlat => "not_multi_flat",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => {
                f.write_str("рядок не читається: інша кількість стовпців або не UTF-8")
            }
            Self::MissingColumn => f.write_str("обов’язкове поле порожнє або стовпця немає"),
            Self::UnknownSettlement => {
                f.write_str("код населеного пункту не описано у файлі відповідностей")
            }
            Self::StreetNotUnderstood => {
                f.write_str("тип або назву вулиці не розпізнано однозначно")
            }
            Self::DuplicateStreet { line } => write!(f, "така вулиця вже є в рядку {line}"),
            Self::UnknownStreet => f.write_str("вулиці з таким кодом серед прийнятих немає"),
            Self::AmbiguousStreet { lines } => {
                write!(
                    f,
                    "цей код мають кілька вулиць (рядки {}): котра, невідомо",
                    Lines(lines)
                )
            }
            Self::NumberNotUnderstood => f.write_str("номер не розпізнано"),
            Self::NumberAmbiguous => {
                f.write_str("номер можна прочитати по-різному або він містить квартиру")
            }
            Self::DuplicateBuilding { line } => {
                write!(f, "такий будинок на цій вулиці вже є в рядку {line}")
            }
            Self::UnknownBuilding => f.write_str("будинку з таким кодом у джерелі немає"),
            Self::BuildingRefused { line } => {
                write!(f, "будинок цього під’їзду відхилено (рядок {line})")
            }
            Self::AmbiguousBuilding { lines } => {
                write!(
                    f,
                    "цей код мають кілька будинків (рядки {}): котрий, невідомо",
                    Lines(lines)
                )
            }
            Self::DuplicateEntrance { line } => {
                write!(f, "такий під’їзд цього будинку вже є в рядку {line}")
            }
            Self::FlatsNotUnderstood => {
                f.write_str("межі квартир не є додатними числами за зростанням")
            }
            taken => taken.explain_suspicion(f),
        }
    }
}

impl Reason {
    fn explain_suspicion(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RepeatedRef { line } => write!(f, "той самий код має інший запис у рядку {line}"),
            Self::ContradictedBy {
                line,
                metres: Some(metres),
            } => {
                write!(f, "рядок {line} називає те саме, але за {metres} м звідси")
            }
            Self::ContradictedBy { line, metres: None } => {
                write!(f, "рядок {line} називає те саме, але з іншими даними")
            }
            Self::KnownDefect { note } => write!(f, "відома вада джерела: {note}"),
            Self::CoordinatesMissing => f.write_str("координат немає"),
            Self::CoordinatesNotUnderstood => {
                f.write_str("координати не розпізнано, прийнято без них")
            }
            Self::CoordinatesOutside => {
                f.write_str("координати поза межами громади, прийнято без них")
            }
            Self::CoordinatesShared { line } => write!(f, "ті самі координати, що в рядку {line}"),
            Self::FlagNotUnderstood => {
                f.write_str("ознаку багатоквартирності не розпізнано, прийнято «ні»")
            }
            Self::FlatsOverlap { line } => {
                write!(f, "квартири перетинаються з під’їздом у рядку {line}")
            }
            Self::NotMultiFlat => {
                f.write_str("під’їзд у будинку, що не позначений багатоквартирним")
            }
            // The reasons to refuse have had their sentence already.
            refused => f.write_str(refused.code()),
        }
    }
}

struct Lines<'a>(&'a [u64]);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, line) in self.0.iter().enumerate() {
            write!(f, "{}{line}", if at == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// One remark on one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    pub file: String,
    pub line: u64,
    pub column: String,
    pub value: String,
    /// The stable code of the reason.
    pub reason: &'static str,
    /// The reason in Ukrainian.
    pub text: String,
}

/// What became of one file: every row read is either taken or refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FileReport {
    pub file: String,
    pub read: usize,
    pub taken: usize,
    pub refused: Vec<Remark>,
    /// Remarks on rows that were taken; one row may have several.
    pub suspicious: Vec<Remark>,
}

impl FileReport {
    pub(super) fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn refuse(&mut self, line: u64, cell: (&str, &str), reason: &Reason) {
        let remark = self.remark(line, cell, reason);
        self.refused.push(remark);
    }

    pub(super) fn suspect(&mut self, line: u64, cell: (&str, &str), reason: &Reason) {
        let remark = self.remark(line, cell, reason);
        self.suspicious.push(remark);
    }

    fn remark(&self, line: u64, (column, value): (&str, &str), reason: &Reason) -> Remark {
        Remark {
            file: self.file.clone(),
            line,
            column: column.to_owned(),
            value: value.to_owned(),
            reason: reason.code(),
            text: reason.to_string(),
        }
    }
}
