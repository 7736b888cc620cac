//! Reads the catalogue, which is embedded in the program: nothing beside it is needed to start.

use std::collections::HashSet;
use std::fmt::Display;
use std::str::FromStr;

use super::service::{EventPattern, Service, ServiceCode, Terms};

const EMBEDDED: &str = include_str!("../../../config/service_catalogue.csv");

const COLUMNS: [&str; 17] = [
    "code",
    "name_uk",
    "name_en",
    "group",
    "urgency",
    "acknowledge_minutes",
    "arrive_minutes",
    "resolve_hours",
    "works_on_days_off",
    "route_by",
    "executor_uk",
    "executor_en",
    "matches_events",
    "basis",
    "routes_to",
    "caller_uk",
    "caller_en",
];

#[derive(Debug, thiserror::Error)]
pub enum UnreadableCatalogue {
    #[error("the catalogue is not a table: {0}")]
    NotATable(#[from] csv::Error),
    #[error("the catalogue's columns must be: {}", COLUMNS.join(","))]
    Columns,
    #[error("line {line} of the catalogue, {column}: {problem}")]
    Field {
        line: u64,
        column: &'static str,
        problem: String,
    },
}

/// The catalogue that the program carries, in the order in which people are shown it.
pub fn embedded() -> Result<Vec<Service>, UnreadableCatalogue> {
    read(EMBEDDED)
}

pub fn read(text: &str) -> Result<Vec<Service>, UnreadableCatalogue> {
    let mut table = csv::Reader::from_reader(text.as_bytes());
    if table.headers()? != COLUMNS.as_slice() {
        return Err(UnreadableCatalogue::Columns);
    }
    let mut seen = HashSet::new();
    let mut services = Vec::new();
    for record in table.records() {
        let record = record?;
        let line = Line {
            number: record.position().map_or(0, csv::Position::line),
            record: &record,
        };
        let service = line.service()?;
        if !seen.insert(service.code.clone()) {
            return Err(line.wrong("code", "stands in the catalogue twice"));
        }
        services.push(service);
    }
    Ok(services)
}

struct Line<'a> {
    number: u64,
    record: &'a csv::StringRecord,
}

impl Line<'_> {
    fn service(&self) -> Result<Service, UnreadableCatalogue> {
        Ok(Service {
            code: self.parsed::<ServiceCode>("code")?,
            name_uk: self.words("name_uk")?,
            name_en: self.words("name_en")?,
            group: self.parsed("group")?,
            urgency: self.parsed("urgency")?,
            terms: self.terms()?,
            works_on_days_off: self.yes_or_no("works_on_days_off")?,
            route_by: self.parsed("route_by")?,
            executor_uk: self.words("executor_uk")?,
            executor_en: self.words("executor_en")?,
            caller_uk: self.words("caller_uk")?,
            caller_en: self.words("caller_en")?,
            matches_events: self.events("matches_events")?,
            basis: self.words("basis")?,
            routes_to: self.parsed_if_any("routes_to")?,
        })
    }

    fn terms(&self) -> Result<Terms, UnreadableCatalogue> {
        let terms = Terms {
            acknowledge_minutes: self.parsed_if_any("acknowledge_minutes")?,
            arrive_minutes: self.parsed_if_any("arrive_minutes")?,
            resolve_hours: self.parsed_if_any("resolve_hours")?,
        };
        if terms.are_in_order() {
            Ok(terms)
        } else {
            Err(self.wrong("resolve_hours", "a later step is due before an earlier one"))
        }
    }

    fn text(&self, column: &'static str) -> &str {
        COLUMNS
            .iter()
            .position(|name| *name == column)
            .and_then(|place| self.record.get(place))
            .unwrap_or_default()
    }

    fn words(&self, column: &'static str) -> Result<String, UnreadableCatalogue> {
        let text = self.text(column);
        if text.is_empty() || text.trim() != text {
            return Err(self.wrong(column, "needs words, without spaces around them"));
        }
        Ok(text.to_owned())
    }

    fn parsed<T>(&self, column: &'static str) -> Result<T, UnreadableCatalogue>
    where
        T: FromStr<Err: Display>,
    {
        self.text(column)
            .parse()
            .map_err(|problem: T::Err| self.wrong(column, problem))
    }

    fn parsed_if_any<T>(&self, column: &'static str) -> Result<Option<T>, UnreadableCatalogue>
    where
        T: FromStr<Err: Display>,
    {
        if self.text(column).is_empty() {
            Ok(None)
        } else {
            self.parsed(column).map(Some)
        }
    }

    fn yes_or_no(&self, column: &'static str) -> Result<bool, UnreadableCatalogue> {
        match self.text(column) {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(self.wrong(column, "must be yes or no")),
        }
    }

    fn events(&self, column: &'static str) -> Result<Vec<EventPattern>, UnreadableCatalogue> {
        self.text(column)
            .split_terminator(';')
            .map(|event| event.parse().map_err(|problem| self.wrong(column, problem)))
            .collect()
    }

    fn wrong(&self, column: &'static str, problem: impl Display) -> UnreadableCatalogue {
        UnreadableCatalogue::Field {
            line: self.number,
            column,
            problem: problem.to_string(),
        }
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests {
    use super::super::vocabulary::Urgency;
    use super::*;

    #[test]
    fn the_embedded_catalogue_has_its_35_services() {
        assert_eq!(embedded().unwrap().len(), 35);
    }

    #[test]
    fn what_threatens_life_has_every_term_and_works_on_days_off() {
        for service in embedded().unwrap() {
            let (terms, code) = (service.terms, &service.code);
            match service.urgency {
                Urgency::Life => {
                    assert!(terms.acknowledge_minutes.unwrap() <= 5, "{code}");
                    assert!(terms.arrive_minutes.unwrap() <= 60, "{code}");
                    assert!(terms.resolve_hours.unwrap() <= 24, "{code}");
                    assert!(
                        service.works_on_days_off && service.routes_to.is_some(),
                        "{code}"
                    );
                }
                Urgency::Urgent => assert!(terms.resolve_hours.unwrap() <= 24, "{code}"),
                Urgency::Standard | Urgency::Routine => {
                    assert!(terms.acknowledge_minutes.unwrap() > 0, "{code}");
                }
                Urgency::Formal | Urgency::Information => {
                    assert!(terms.resolve_hours.is_none(), "{code}");
                }
            }
        }
    }

    #[test]
    fn a_wrong_field_is_named_with_its_line_and_column() {
        let (first, second) = (
            EMBEDDED.lines().next().unwrap(),
            EMBEDDED.lines().nth(1).unwrap(),
        );
        let late = second.replace(",life,", ",soon,");
        let error = read(&format!("{first}\n{second}\n{late}\n")).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("line 3 of the catalogue, urgency: must be one of"),
            "{error}"
        );
        let error = read(&format!("{first}\n{second}\n{second}\n")).unwrap_err();
        assert!(matches!(
            error,
            UnreadableCatalogue::Field {
                line: 3,
                column: "code",
                ..
            }
        ));
        assert!(matches!(
            read("code,name\n"),
            Err(UnreadableCatalogue::Columns)
        ));
    }
}
