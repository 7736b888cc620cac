//! The migrations, embedded in the program.

use std::time::Duration;

use diesel::connection::Connection;
use diesel::migration::{Migration, MigrationSource, MigrationVersion};
use diesel::pg::Pg;
use diesel::sql_types::{BigInt, Text};
use diesel::{PgConnection, QueryDsl, RunQueryDsl, declare_sql_function, select, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::Error;

diesel::table! {
    /// Diesel's own record of what ran.
    #[sql_name = "__diesel_schema_migrations"]
    history (version) {
        version -> Text,
    }
}

#[declare_sql_function]
extern "SQL" {
    fn hashtext(text: Text) -> BigInt;
    fn pg_try_advisory_lock(key: BigInt) -> Bool;
}

/// How often whoever waits for another that migrates looks whether it is done.
const AGAIN: Duration = Duration::from_millis(100);

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
        self.wait_for_turn()?;
        let applied = self
            .conn
            .run_pending_migrations(EMBEDDED)
            .map(|versions| names(&versions));
        sql_query("SELECT pg_advisory_unlock(hashtext('varta.migrations'))")
            .execute(&mut self.conn)?;
        applied.map_err(unreadable)
    }

    /// Two programs that migrate at once do so one after the other. Whoever waits asks again and
    /// again: a statement that waits keeps a snapshot, for whose end an index that is built
    /// concurrently would wait in turn.
    fn wait_for_turn(&mut self) -> Result<(), Error> {
        while !select(pg_try_advisory_lock(hashtext("varta.migrations")))
            .get_result::<bool>(&mut self.conn)?
        {
            std::thread::sleep(AGAIN);
        }
        Ok(())
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
