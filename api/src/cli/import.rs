//! `varta import`

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use tenants::access::Actor;
use tenants::accounts::{self, Login};
use tenants::db;
use tenants::housing::mapping::Mapping;
use tenants::housing::read::{Files, ReadRegistry, read};
use tenants::housing::remark::{FileReport, Remark};
use tenants::housing::{self, ImportReport, Tally};
use tenants::regions::Katottg;

use super::place::{InRegion, community};
use super::{Failure, Outcome, complain, open, say};
use crate::config::Settings;

/// Mappings that the program carries, by name.
const CARRIED: &[(&str, &str)] = &[(
    "ladyzhyn",
    include_str!("../../../config/import/ladyzhyn.toml"),
)];

#[derive(Debug, Args)]
pub(super) struct Import {
    #[command(flatten)]
    place: InRegion,
    /// KATOTTG code of the community whose registry it is
    #[arg(long, value_name = "KATOTTG")]
    community: Katottg,
    /// Which column is what: the name of a carried mapping, or a TOML file
    #[arg(long, value_name = "NAME|FILE")]
    mapping: String,
    #[arg(long, value_name = "CSV")]
    streets: PathBuf,
    #[arg(long, value_name = "CSV")]
    houses: PathBuf,
    #[arg(long, value_name = "CSV")]
    entrances: Option<PathBuf>,
    /// Write every refused and every suspicious row to this file as well
    #[arg(long, value_name = "CSV")]
    report: Option<PathBuf>,
    /// Import as this account, which must administer the community; without it the ledger
    /// names no account, only the operator's role
    #[arg(long = "as", value_name = "LOGIN")]
    login: Option<Login>,
    /// Do everything, then take it back
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    /// Rows that are refused do not make the import fail: they are named, and the rest is in.
    pub(super) fn run(&self, settings: &Settings) -> Outcome {
        let db = open(settings)?;
        let region = self.place.find(&db)?;
        let community = community(&db, &region, &self.community)?;
        let mapping = Mapping::parse(&self.mapping_text()?)?;
        let files = Files {
            streets: self.open(&self.streets)?,
            buildings: self.open(&self.houses)?,
            entrances: self
                .entrances
                .as_deref()
                .map(|path| self.open(path))
                .transpose()?,
        };
        // Before anything is written: a registry that is in has its report as well.
        let remarks = self
            .report
            .as_deref()
            .map(csv::Writer::from_path)
            .transpose()?;
        let started = Instant::now();
        let registry = read(&mapping, files)?;
        progress(&registry, &started);
        let actor = match &self.login {
            Some(login) => accounts::actor_of(&db, login)?,
            None => Actor::operator(region.id),
        };
        let done = db.in_community("housing.import", &actor, community.id, |tx| {
            let report = housing::import(tx, &mapping, &registry)?;
            // The error is what takes a dry run back.
            if self.dry_run {
                Err(Ended::DryRun(Box::new(report)))
            } else {
                Ok(report)
            }
        });
        let report = match done {
            Ok(report) => report,
            Err(Ended::DryRun(report)) => *report,
            Err(Ended::Failed(error)) => return Err(error.into()),
        };
        complain(format_args!(
            "done after {:.1} s",
            started.elapsed().as_secs_f32()
        ));
        print(&report, self.dry_run);
        if let Some(table) = remarks {
            write_remarks(table, &report)?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn mapping_text(&self) -> Result<String, Failure> {
        match CARRIED.iter().find(|(name, _)| *name == self.mapping) {
            Some((_, text)) => Ok((*text).to_owned()),
            None => std::fs::read_to_string(&self.mapping)
                .map_err(|error| Failure::Said(format!("{}: {error}", self.mapping))),
        }
    }

    fn open(&self, path: &Path) -> Result<File, Failure> {
        File::open(path).map_err(|error| Failure::Said(format!("{}: {error}", path.display())))
    }
}

/// On standard error, so that the report can be kept alone.
fn progress(read: &ReadRegistry, started: &Instant) {
    let registry = &read.registry;
    complain(format_args!(
        "read {} streets, {} houses, {} entrances in {:.1} s; writing",
        registry.streets.len(),
        registry.buildings.len(),
        registry.entrances.len(),
        started.elapsed().as_secs_f32()
    ));
}

/// How the transaction ended when it was not committed.
#[derive(Debug)]
enum Ended {
    DryRun(Box<ImportReport>),
    Failed(housing::Error),
}

impl<E: Into<housing::Error>> From<E> for Ended {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl db::Failure for Ended {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Failed(error) => error.database(),
            Self::DryRun(_) => None,
        }
    }
}

fn print(report: &ImportReport, dry_run: bool) {
    for file in &report.files {
        print_file(file);
    }
    say(format_args!(
        "{:<12} {:>8} {:>8} {:>10}",
        "у реєстрі", "додано", "змінено", "без змін"
    ));
    let tables: [(&str, Tally); 5] = [
        ("пункти", report.settlements),
        ("вулиці", report.streets),
        ("інші назви", report.aliases),
        ("будинки", report.buildings),
        ("під’їзди", report.entrances),
    ];
    for (table, tally) in tables {
        say(format_args!(
            "{table:<12} {:>8} {:>8} {:>10}",
            tally.added, tally.changed, tally.unchanged
        ));
    }
    if dry_run {
        say("Пробний запуск: нічого не записано / dry run: nothing was written");
    }
}

fn print_file(file: &FileReport) {
    say(format_args!(
        "{}: прочитано {}, прийнято {}, відхилено {}, сумнівів {}",
        file.file,
        file.read,
        file.taken,
        file.refused.len(),
        file.suspicious.len()
    ));
    for Remark {
        line,
        column,
        value,
        reason,
        text,
        ..
    } in &file.refused
    {
        say(format_args!(
            "  рядок {line}, {column} = «{value}»: {text} [{reason}]"
        ));
    }
}

/// One row for each remark, as a table that can be sorted and worked through.
fn write_remarks<W: Write>(
    mut table: csv::Writer<W>,
    report: &ImportReport,
) -> Result<(), Failure> {
    table.write_record([
        "outcome", "file", "line", "column", "value", "reason", "text",
    ])?;
    for file in &report.files {
        let refused = file.refused.iter().map(|remark| ("refused", remark));
        let suspicious = file.suspicious.iter().map(|remark| ("suspicious", remark));
        for (outcome, remark) in refused.chain(suspicious) {
            let line = remark.line.to_string();
            let cells = [
                outcome,
                &remark.file,
                &line,
                &remark.column,
                &remark.value,
                remark.reason,
                &remark.text,
            ];
            table.write_record(cells)?;
        }
    }
    Ok(table.flush()?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const MAPPING: &str = r#"
        community = "UA05040130000025322"
        source = "test"
        settlements = [{ code = "1", katottg = "UA05040130010040578", name = "Кленове", category = "M" }]
        streets = { file = "s.csv", settlement = "place", code = "code", name = "name" }
        [buildings]
        file = "h.csv"
        code = "id"
        settlement = "place"
        street = "street"
        number = "number"
        latitude = "lat"
        longitude = "lon"
    "#;

    #[test]
    fn the_carried_mappings_are_understood() {
        for (name, text) in CARRIED {
            assert!(Mapping::parse(text).is_ok(), "{name}");
        }
    }

    #[test]
    fn the_table_of_remarks_names_each_cell_and_why() {
        let files = Files {
            streets: "place,code,name\n1,7,вул. Кленова\n9,8,вул. Дубова\n".as_bytes(),
            buildings:
                "id,place,street,number,lat,lon\na,1,7,12,48.6,29.2\nb,1,7,сарай,48.6,29.3\n"
                    .as_bytes(),
            entrances: None::<&[u8]>,
        };
        let read = read(&Mapping::parse(MAPPING).unwrap(), files).unwrap();
        let report = ImportReport {
            files: read.reports,
            ..ImportReport::default()
        };
        let mut out = Vec::new();
        write_remarks(csv::Writer::from_writer(&mut out), &report).unwrap();
        let text = String::from_utf8(out).unwrap();
        let mut lines = text.lines();
        assert_eq!(
            lines.next(),
            Some("outcome,file,line,column,value,reason,text")
        );
        assert!(
            lines
                .next()
                .unwrap()
                .starts_with("refused,s.csv,3,place,9,unknown_settlement,")
        );
        assert!(
            lines
                .next()
                .unwrap()
                .starts_with("refused,h.csv,3,number,сарай,number_not_understood,")
        );
        assert_eq!(lines.next(), None);
    }
}
