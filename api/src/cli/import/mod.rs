//! `varta import`

mod onlooker;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use tenants::access::Actor;
use tenants::accounts::{self, Login};
use tenants::housing::mapping::Mapping;
use tenants::housing::{Import as Run, ImportReport, Mode, Table};
use tenants::regions::Katottg;

use self::onlooker::Onlooker;
use super::place::{InRegion, community};
use super::{Failure, Outcome, complain, open, say};
use crate::config::Settings;
use crate::imports::mappings;

/// CSV or XLSX; the first row names the columns. At least one file.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("files").required(true).multiple(true)))]
pub(super) struct Import {
    #[command(flatten)]
    place: InRegion,
    /// KATOTTG code of the community whose registry it is
    #[arg(long, value_name = "KATOTTG")]
    community: Katottg,
    /// Which column is what: the name of a carried mapping, or a TOML file
    #[arg(long, value_name = "NAME|FILE")]
    mapping: String,
    /// Settlements of the national classifier; those of other communities are passed over
    #[arg(long, value_name = "FILE", group = "files")]
    settlements: Option<PathBuf>,
    #[arg(long, value_name = "FILE", group = "files")]
    streets: Option<PathBuf>,
    /// Other names of streets, with their periods
    #[arg(long, value_name = "FILE", group = "files")]
    aliases: Option<PathBuf>,
    #[arg(long, visible_alias = "houses", value_name = "FILE", group = "files")]
    buildings: Option<PathBuf>,
    #[arg(long, value_name = "FILE", group = "files")]
    entrances: Option<PathBuf>,
    /// Electricity queues of buildings and of their flats
    #[arg(long, value_name = "FILE", group = "files")]
    queues: Option<PathBuf>,
    /// Places that are no building: crossroads, microdistricts, parks, bridges
    #[arg(long, value_name = "FILE", group = "files")]
    places: Option<PathBuf>,
    /// Who is responsible for a service at a place
    #[arg(long, value_name = "FILE", group = "files")]
    responsibilities: Option<PathBuf>,
    /// Of the CSV files, where the mapping does not say it: windows-1251
    #[arg(long, value_name = "LABEL")]
    encoding: Option<String>,
    /// Write the rows that were refused, to be corrected and given back, and what is suspicious,
    /// as tables into this folder
    #[arg(long, value_name = "FOLDER")]
    report: Option<PathBuf>,
    /// Import as this account, which must administer the community; without it the ledger
    /// names no account, only the operator's role
    #[arg(long = "as", value_name = "LOGIN")]
    login: Option<Login>,
    /// Read and compare everything, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    /// Rows that are refused do not make the import fail: they are named, and the rest is in.
    pub(super) fn run(&self, settings: &Settings) -> Outcome {
        let db = open(settings)?;
        let region = self.place.find(&db)?;
        let community = community(&db, &region, &self.community)?;
        let mapping = self.mapping()?;
        // Before anything is written: a registry that is in has its report as well.
        if let Some(folder) = &self.report {
            let named = |error| format!("--report {}: {error}", folder.display());
            std::fs::create_dir_all(folder).map_err(|error| Failure::Said(named(error)))?;
        }
        let actor = match &self.login {
            Some(login) => accounts::actor_of(&db, login)?,
            None => Actor::operator(region.id),
        };
        let mode = if self.dry_run {
            Mode::DryRun
        } else {
            Mode::Take
        };
        let started = Instant::now();
        let mut run = Run::begin(&db, &actor, community.id, &mapping, mode)?;
        for (table, path) in self.files() {
            let mut onlooker = Onlooker::new(path, self.report.as_deref());
            run.take(table, path, &mut onlooker)?;
            onlooker.finish()?;
        }
        complain(format_args!(
            "done after {:.1} s",
            started.elapsed().as_secs_f32()
        ));
        print(&run.finish(), self.dry_run);
        Ok(ExitCode::SUCCESS)
    }

    fn mapping(&self) -> Result<Mapping, Failure> {
        let text = match mappings::carried(&self.mapping) {
            Some(text) => text.to_owned(),
            None => std::fs::read_to_string(&self.mapping)
                .map_err(|error| Failure::Said(self.no_mapping(&error)))?,
        };
        let mapping = Mapping::parse(&text)?;
        match &self.encoding {
            Some(label) => Ok(mapping.encoded(label)?),
            None => Ok(mapping),
        }
    }

    fn no_mapping(&self, error: &std::io::Error) -> String {
        let carried: Vec<_> = mappings::CARRIED.iter().map(|(name, _)| *name).collect();
        let carried = carried.join(", ");
        format!(
            "--mapping {}: {error}; there are: {carried}, or the path of a TOML file",
            self.mapping
        )
    }

    /// Those that were given, the ones that others refer to first.
    fn files(&self) -> Vec<(Table, &PathBuf)> {
        let all = [
            (Table::Settlements, &self.settlements),
            (Table::Streets, &self.streets),
            (Table::Aliases, &self.aliases),
            (Table::Buildings, &self.buildings),
            (Table::Entrances, &self.entrances),
            (Table::Queues, &self.queues),
            (Table::Places, &self.places),
            (Table::Responsibilities, &self.responsibilities),
        ];
        all.into_iter()
            .filter_map(|(table, path)| Some((table, path.as_ref()?)))
            .collect()
    }
}

fn print(report: &ImportReport, dry_run: bool) {
    for file in &report.files {
        let passed_over = match file.passed_over {
            0 => String::new(),
            rows => format!(", з інших громад {rows}"),
        };
        say(format_args!(
            "{}: прочитано {}, прийнято {}, відхилено {}, сумнівів {}{passed_over}",
            file.file, file.read, file.taken, file.refused, file.suspicious
        ));
    }
    say(format_args!(
        "{:<12} {:>9} {:>9} {:>10}",
        "у реєстрі", "додано", "змінено", "без змін"
    ));
    for (table, tally) in &report.tallies {
        say(format_args!(
            "{:<12} {:>9} {:>9} {:>10}",
            word(*table),
            tally.added,
            tally.changed,
            tally.unchanged
        ));
    }
    if dry_run {
        say("Пробний запуск: нічого не записано / dry run: nothing was written");
    }
}

const fn word(table: Table) -> &'static str {
    match table {
        Table::Settlements => "пункти",
        Table::Streets => "вулиці",
        Table::Aliases => "інші назви",
        Table::Buildings => "будинки",
        Table::Entrances => "під’їзди",
        Table::Queues => "черги",
        Table::Places => "місця",
        Table::Responsibilities => "закріплення",
    }
}
