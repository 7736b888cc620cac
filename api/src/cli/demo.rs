//! `varta demo`: a PostgreSQL of its own, the demo oblast, and the program that serves it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use tenants::access::SecondFactorDuty;
use tenants::clock::Clock;
use tenants::db::{Db, Migrations};

use super::told::Told;
use super::{Failure, Outcome, say};
use crate::app::App;
use crate::auth::generate;
use crate::cluster::{self, Cluster, ClusterOptions};
use crate::config::{Secret, Settings};
use crate::demo::load::{BUILDINGS, load};
use crate::demo::{night, welcome};
use crate::{logging, server};

const DATABASE: &str = "varta";
/// Filled under another name, so that a demo is there completely or not at all.
const UNFINISHED: &str = "varta_unfinished";

#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Where the demo keeps its PostgreSQL and its keys; the next start finds everything there
    #[arg(long, value_name = "FOLDER", env = "VARTA_DEMO_DATA")]
    data: Option<PathBuf>,
    /// Buildings of the four communities that have housing, in equal shares: a million and more
    #[arg(long, default_value_t = BUILDINGS)]
    buildings: usize,
}

impl Demo {
    pub(super) fn run(&self, mut settings: Settings) -> Outcome {
        logging::begin(&settings.log)?;
        let data = self
            .data
            .clone()
            .unwrap_or_else(|| cluster::default_data_dir("demo"));
        let options = ClusterOptions {
            data_dir: data.join("postgresql"),
            durable: true,
            settings: Vec::new(),
        };
        let cluster = Cluster::start(options)?;
        let url = cluster.url("varta_app", DATABASE);
        if cluster.has_database(DATABASE)? {
            Migrations::connect(&cluster.url("varta_owner", DATABASE))?.run()?;
            say("Демо-область уже є: дані збережено / the demo oblast is there: data kept");
        } else {
            self.fill(&cluster, &settings)?;
        }
        settings.database.url = Secret::from(url);
        settings.auth.signing_key = Secret::from(signing_key(&data)?);
        settings.auth.second_factor_key = Secret::from(second_factor_key(&data)?);
        // Whoever tries the demo has the printed names and passwords, and no telephone for them.
        settings.auth.second_factor_required = SecondFactorDuty::Nobody;
        let app = App::new(settings, Clock::default())?;
        let greeting = welcome::facts(&app.background)?;
        server::serve(app, |address| {
            say(welcome::text(&greeting, address));
            say(format_args!("listening on http://{address}"));
        })?;
        cluster.stop()?;
        Ok(ExitCode::SUCCESS)
    }

    fn fill(&self, cluster: &Cluster, settings: &Settings) -> Result<(), Failure> {
        cluster.drop_database(UNFINISHED)?;
        cluster.create_database(UNFINISHED, "varta_owner")?;
        Migrations::connect(&cluster.url("varta_owner", UNFINISHED))?.run()?;
        let mut pool = settings.database.background();
        pool.url = cluster.url("varta_app", UNFINISHED);
        pool.size = 1;
        {
            let db = Db::open(&pool, Clock::default())?;
            let mut told = Told::default();
            let oblast = load(&db, self.buildings, &mut |community, progress| {
                told.tell_long(community, progress);
            })?;
            night::play(&db, &oblast)?;
        }
        Ok(cluster.rename_database(UNFINISHED, DATABASE)?)
    }
}

/// Made once, so that whoever is signed in stays so when the demo is started again.
fn signing_key(data: &Path) -> Result<String, Failure> {
    made_once(&data.join("signing-key.pem"), || Ok(generate()?.0))
}

/// Made once, so that second factors go on working.
fn second_factor_key(data: &Path) -> Result<String, Failure> {
    made_once(&data.join("second-factor-key"), || {
        Ok(STANDARD.encode(rand::random::<[u8; 32]>()))
    })
}

fn made_once(
    file: &Path,
    make: impl FnOnce() -> Result<String, Failure>,
) -> Result<String, Failure> {
    if let Ok(kept) = std::fs::read_to_string(file) {
        return Ok(kept);
    }
    let made = make()?;
    write_secret(file, &made)?;
    Ok(made)
}

fn write_secret(file: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut out = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(file)?;
    out.write_all(text.as_bytes())
}
