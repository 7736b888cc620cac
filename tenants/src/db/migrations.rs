//! The migrations, embedded in the program.

use diesel::connection::Connection;
use diesel::migration::{Migration, MigrationSource, MigrationVersion};
use diesel::pg::Pg;
use diesel::{PgConnection, QueryDsl, RunQueryDsl, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::Error;

diesel::table! {
    /// Diesel's own record of what ran.
    #[sql_name = "__diesel_schema_migrations"]
    history (version) {
        version -> Text,
    }
}

const EMBEDDED: EmbeddedMigrations = embed_migrations!("../migrations");

/// What is to be done to a database, by its owner.
pub struct Migrations {
    conn: PgConnection,
}

impl Migrations {
    /// `url` logs in as the owner of the schema, `varta_owner`.
    pub fn connect(url: &str) -> Result<Self, Error> {
        let conn =
            PgConnection::establish(url).map_err(|error| Error::Unavailable(error.to_string()))?;
        Ok(Self { conn })
    }

    /// Applies what is pending, each migration in a transaction of its own; gives their names.
    pub fn run(&mut self) -> Result<Vec<String>, Error> {
        // Two programs that migrate at once do so one after the other.
        sql_query("SELECT pg_advisory_lock(hashtext('varta.migrations'))")
            .execute(&mut self.conn)?;
        let applied = self
            .conn
            .run_pending_migrations(EMBEDDED)
            .map(|versions| names(&versions));
        sql_query("SELECT pg_advisory_unlock(hashtext('varta.migrations'))")
            .execute(&mut self.conn)?;
        applied.map_err(unreadable)
    }
}

/// Takes every migration back. For tests: it drops all data.
pub fn revert_all(url: &str) -> Result<Vec<String>, Error> {
    let mut migrations = Migrations::connect(url)?;
    migrations
        .conn
        .revert_all_migrations(EMBEDDED)
        .map(|versions| names(&versions))
        .map_err(unreadable)
}

/// Versions that the program has and the database has not.
pub(super) fn pending(conn: &mut PgConnection) -> Result<Vec<String>, Error> {
    let applied: Vec<String> = history::table.select(history::version).load(conn)?;
    let embedded: Vec<Box<dyn Migration<Pg>>> = EMBEDDED.migrations().map_err(unreadable)?;
    Ok(embedded
        .iter()
        .map(|migration| migration.name().version().to_string())
        .filter(|own| !applied.contains(own))
        .collect())
}

fn names(versions: &[MigrationVersion<'_>]) -> Vec<String> {
    versions.iter().map(ToString::to_string).collect()
}

#[allow(clippy::needless_pass_by_value, reason = "used with map_err")]
fn unreadable(error: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::Unreadable {
        what: "migrations",
        value: error.to_string(),
    }
}

impl std::fmt::Debug for Migrations {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Migrations")
    }
}
