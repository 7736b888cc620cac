//! The command line. Each command has a file of its own; what it says goes to standard
//! output, why it failed to standard error.

mod account;
mod address;
mod community;
mod config;
mod demo;
mod doctor;
mod import;
mod invite;
mod key;
mod ledger;
mod mail;
mod migrate;
mod openapi;
mod place;
mod region;
mod serve;
mod told;
mod utility;

use std::fmt::Display;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tenants::clock::Clock;
use tenants::db::Db;

use crate::app::AppError;
use crate::config::{ConfigError, Settings, load};

/// Варта: цілодобова диспетчерська територіальних громад / round-the-clock municipal dispatch
#[derive(Debug, Parser)]
#[command(name = "varta", version, propagate_version = true)]
struct Arguments {
    /// A TOML file with settings that differ from the defaults
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve a demo oblast from a PostgreSQL of its own
    Demo(demo::Demo),
    /// Serve requests until SIGTERM
    Serve,
    /// Bring the database's schema up to date, as its owner
    Migrate(migrate::Migrate),
    /// Say what stands in the way of serving, and how to mend it
    Doctor,
    /// Print the settings in force, without secrets
    Config,
    /// Print the OpenAPI document
    Openapi,
    /// The region: the oblast that this installation serves
    #[command(subcommand)]
    Region(region::Region),
    /// Communities of the region
    #[command(subcommand)]
    Community(community::Community),
    /// Utilities, of a community or of the region
    #[command(subcommand)]
    Utility(utility::Utility),
    /// People and systems that sign in
    #[command(subcommand)]
    Account(account::Account),
    /// Mails to accounts: what became of them
    #[command(subcommand)]
    Mail(mail::Mail),
    /// Bring a housing registry into a community
    Import(import::Import),
    /// The look-up of addresses
    #[command(subcommand)]
    Address(address::Address),
    /// Keys that sign access tokens
    #[command(subcommand)]
    Key(key::Key),
    /// The record of everything that happened
    #[command(subcommand)]
    Ledger(ledger::Ledger),
}

/// Why a command failed; one line for people.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    App(#[from] AppError),
    #[error(transparent)]
    Serve(#[from] crate::server::ServeError),
    #[error(transparent)]
    Cluster(#[from] crate::cluster::ClusterError),
    #[error("the demo could not be loaded: {0}")]
    Demo(#[from] crate::demo::error::DemoError),
    #[error(transparent)]
    Database(#[from] tenants::db::Error),
    #[error(transparent)]
    Key(#[from] crate::auth::KeyError),
    #[error(transparent)]
    Region(#[from] tenants::regions::RegionError),
    #[error(transparent)]
    Community(#[from] tenants::communities::CommunityError),
    #[error(transparent)]
    Utility(#[from] tenants::utilities::UtilityError),
    #[error(transparent)]
    Catalogue(#[from] tenants::catalogue::CatalogueError),
    #[error(transparent)]
    CatalogueFile(#[from] tenants::catalogue::read::UnreadableCatalogue),
    #[error(transparent)]
    Account(#[from] tenants::accounts::AccountError),
    #[error("the password {0}")]
    Password(#[from] tenants::accounts::PasswordError),
    #[error(transparent)]
    Hashing(#[from] tenants::accounts::password::HashingFailed),
    #[error("log.filter: {0}")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    #[error("{0}")]
    File(#[from] std::io::Error),
    #[error("the settings cannot be written: {0}")]
    Settings(#[from] toml::ser::Error),
    #[error(transparent)]
    Mapping(#[from] tenants::housing::mapping::MappingError),
    #[error(transparent)]
    Housing(#[from] tenants::housing::Error),
    #[error(transparent)]
    Import(#[from] tenants::housing::ImportError),
    #[error("{0}")]
    Said(String),
}

type Outcome = Result<ExitCode, Failure>;

/// Runs the command that was asked for.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(code) => code,
        Err(failure) => {
            complain(&failure);
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Outcome {
    let settings = || load(arguments.config.as_deref());
    match &arguments.command {
        Command::Demo(demo) => demo.run(settings()?),
        Command::Serve => serve::run(settings()?),
        Command::Migrate(migrate) => migrate.run(),
        Command::Doctor => doctor::run(&settings()?),
        Command::Config => config::run(&settings()?),
        Command::Openapi => openapi::run(),
        Command::Region(region) => region.run(&settings()?),
        Command::Community(community) => community.run(&settings()?),
        Command::Utility(utility) => utility.run(&settings()?),
        Command::Account(account) => account.run(&settings()?),
        Command::Mail(mail) => mail.run(&settings()?),
        Command::Key(key) => key.run(settings),
        Command::Ledger(ledger) => ledger.run(&settings()?),
        Command::Import(import) => import.run(&settings()?),
        Command::Address(address) => address.run(&settings()?),
    }
}

/// The database, for a command that looks at it.
fn open(settings: &Settings) -> Result<Db, Failure> {
    if !settings.database.url.is_set() {
        return Err(AppError::NoDatabase.into());
    }
    Ok(Db::open(&settings.database.background(), Clock::default())?)
}

/// One line for people or programs. Nobody may be listening any more; that is no failure.
fn say(line: impl Display) {
    let mut out = std::io::stdout().lock();
    drop(writeln!(out, "{line}").and_then(|()| out.flush()));
}

fn complain(why: impl Display) {
    drop(writeln!(std::io::stderr().lock(), "varta: {why}"));
}
