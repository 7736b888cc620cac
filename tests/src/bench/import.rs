//! Bringing in a registry of a million buildings: how fast, in how much memory, and whether a
//! second time changes nothing.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use api::demo::{load, places as demo_places, registry};
use diesel::connection::SimpleConnection;
use tempfile::TempDir;
use tenants::housing::record::Registry;

use super::Failure;
use super::base::Base;
use super::program::Program;
use super::report::{Report, say};

const BUILDINGS: usize = 1_000_000;
/// The generator builds some forty houses along a street. Every second one of twice as many
/// leaves 50,000 streets.
const SPARSELY: usize = 2;
const COMMUNITY: &str = "UA05999999999999998";

pub(crate) fn measure(
    base: &mut Base,
    program: &Program,
    report: &mut Report,
) -> Result<(), Failure> {
    let files = Files::generate()?;
    base.conn.batch_execute(&format!(
        "INSERT INTO communities (region_id, id, katottg, name_uk, name_en, created_at)
         VALUES (bench.id(1, 0), bench.id(2, 98), '{COMMUNITY}', 'Велика', 'Large', now())"
    ))?;
    for (turn, what) in ["import of 1M buildings", "the same files again"]
        .into_iter()
        .enumerate()
    {
        let run = files.import(program)?;
        report.fact(
            &format!("{what}: buildings (goal 5,000/s)"),
            format!("{}/s", run.rate),
        );
        report.fact(&format!("{what}: all files"), format!("{:.0?}", run.took));
        report.fact(
            &format!("{what}: resident at most (goal 200 MB)"),
            format!("{:.0} MB", run.resident),
        );
        if turn > 0 && run.written > 0 {
            return Err(format!("the same files wrote {} rows: {}", run.written, run.said).into());
        }
        if turn == 0 && run.written < BUILDINGS {
            return Err(format!(
                "of a million only {} rows came in: {}",
                run.written, run.said
            )
            .into());
        }
    }
    Ok(())
}

struct Files {
    folder: TempDir,
}

/// What one run of `varta import` did.
struct Run {
    /// Buildings in a second, as it said itself.
    rate: u64,
    took: Duration,
    /// In MB.
    resident: f64,
    /// Rows added and changed.
    written: usize,
    said: String,
}

impl Files {
    fn generate() -> Result<Self, Failure> {
        let started = Instant::now();
        let settlements = demo_places::settlements()?;
        let registry = registry::generate(load::SEED, &settlements, BUILDINGS * SPARSELY)?;
        let files = Self {
            folder: tempfile::tempdir()?,
        };
        files.write(&registry)?;
        say(&format!(
            "{BUILDINGS} buildings on {} streets are written after {:.0?}",
            registry.streets.len(),
            started.elapsed()
        ));
        Ok(files)
    }

    fn path(&self, table: &str) -> PathBuf {
        self.folder.path().join(format!("{table}.csv"))
    }

    /// As the mapping `varta` reads them.
    fn write(&self, registry: &Registry) -> Result<(), Failure> {
        let mut out = csv::Writer::from_path(self.path("settlements"))?;
        out.write_record(["katottg", "name", "category"])?;
        for one in &registry.settlements {
            out.write_record([&one.katottg, &one.name, &one.category])?;
        }
        out.flush()?;
        let mut out = csv::Writer::from_path(self.path("streets"))?;
        out.write_record(STREET_COLUMNS)?;
        for one in &registry.streets {
            let name = format!("{} {}", one.kind.short(), one.name);
            let row = [&one.settlement_ref, &one.source_ref, &name];
            out.write_record(row.into_iter().map(String::as_str).chain(["", "", ""]))?;
        }
        out.flush()?;
        self.write_buildings(registry)
    }

    fn write_buildings(&self, registry: &Registry) -> Result<(), Failure> {
        let text = |value: Option<String>| value.unwrap_or_default();
        let mut kept = HashSet::new();
        let mut out = csv::Writer::from_path(self.path("buildings"))?;
        out.write_record(BUILDING_COLUMNS)?;
        for one in registry.buildings.iter().step_by(SPARSELY) {
            kept.insert(one.source_ref.as_str());
            let known = &one.known;
            out.write_record([
                one.source_ref.clone(),
                settlement_of(&one.street_ref).to_owned(),
                one.street_ref.clone(),
                one.number.to_string(),
                text(one.latitude.map(|degrees| degrees.to_string())),
                text(one.longitude.map(|degrees| degrees.to_string())),
                text(one.multi_flat.map(|flag| flag.to_string())),
                text(known.storeys.map(|count| count.to_string())),
                text(known.lifts.map(|count| count.to_string())),
                text(known.flats.map(|count| count.to_string())),
                text(known.management.map(|one| one.code().to_owned())),
                text(known.manager.as_ref().map(|name| name.as_str().to_owned())),
                text(known.electricity_queue.as_ref().map(ToString::to_string)),
                text(known.feeder.as_ref().map(|name| name.as_str().to_owned())),
                text(
                    known
                        .boiler_house
                        .as_ref()
                        .map(|name| name.as_str().to_owned()),
                ),
            ])?;
        }
        out.flush()?;
        let mut out = csv::Writer::from_path(self.path("entrances"))?;
        out.write_record([
            "building_code",
            "entrance",
            "first_flat",
            "last_flat",
            "riser",
        ])?;
        let entrances = registry.entrances.iter();
        for one in entrances.filter(|one| kept.contains(one.building_ref.as_str())) {
            let flat = |flat: Option<i32>| text(flat.map(|flat| flat.to_string()));
            out.write_record([
                one.building_ref.clone(),
                one.number.to_string(),
                flat(one.first_flat),
                flat(one.last_flat),
                String::new(),
            ])?;
        }
        Ok(out.flush()?)
    }

    fn import(&self, program: &Program) -> Result<Run, Failure> {
        let said = self.path("said");
        let told = self.path("told");
        let started = Instant::now();
        let mut command = program.command();
        command.args(["import", "--community", COMMUNITY, "--mapping", "varta"]);
        for table in ["settlements", "streets", "buildings", "entrances"] {
            command.arg(format!("--{table}")).arg(self.path(table));
        }
        command.stdout(fs::File::create(&said)?);
        command.stderr(fs::File::create(&told)?);
        let mut child = command.spawn()?;
        let (succeeded, resident) = until_done(&mut child)?;
        let (said, told) = (fs::read_to_string(said)?, fs::read_to_string(told)?);
        if !succeeded {
            return Err(format!("varta import: {told}").into());
        }
        Ok(Run {
            rate: rate_of(&told).ok_or("it did not say how fast it was")?,
            took: started.elapsed(),
            resident,
            written: written(&said).ok_or("it did not say what it wrote")?,
            said,
        })
    }
}

const STREET_COLUMNS: [&str; 6] = [
    "settlement",
    "street_code",
    "street",
    "old_name",
    "russian_name",
    "colloquial_name",
];

const BUILDING_COLUMNS: [&str; 15] = [
    "building_code",
    "settlement",
    "street_code",
    "number",
    "latitude",
    "longitude",
    "multi_flat",
    "storeys",
    "lifts",
    "flats",
    "management",
    "manager",
    "electricity_queue",
    "feeder",
    "boiler_house",
];

/// The generator names a street by its settlement's code and a number.
fn settlement_of(street_ref: &str) -> &str {
    street_ref.split('-').next().unwrap_or(street_ref)
}

/// Waits for it; gives whether it succeeded, and how much memory it had at most, in MB.
fn until_done(child: &mut Child) -> Result<(bool, f64), Failure> {
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0.0;
    loop {
        if let Some(kilobytes) = high_water(Path::new(&status)) {
            most = kilobytes / 1024.0;
        }
        if let Some(code) = child.try_wait()? {
            return Ok((code.success(), most));
        }
        thread::sleep(Duration::from_millis(50));
    }
}

fn high_water(status: &Path) -> Option<f64> {
    let status = fs::read_to_string(status).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// From «varta: buildings: 1000000 of 1000000 rows, 9000 rows/s, 0 s left», the last of its kind.
fn rate_of(told: &str) -> Option<u64> {
    let last = told.lines().rfind(|line| line.contains(" buildings: "))?;
    let (before, _) = last.split_once(" rows/s")?;
    before.split_whitespace().next_back()?.parse().ok()
}

/// The rows that were added and changed, of all lines of the table that the report ends in.
fn written(said: &str) -> Option<usize> {
    let (_, table) = said.split_once("у реєстрі")?;
    table
        .lines()
        .skip(1)
        .map(|line| {
            let counts = line
                .split_whitespace()
                .rev()
                .map(|count| count.parse().ok());
            let counts: Vec<usize> = counts.take(3).collect::<Option<_>>()?;
            Some(counts.iter().skip(1).sum::<usize>())
        })
        .sum()
}
