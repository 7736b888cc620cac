//! A database of one test, and what a superuser sees in it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde_json::Value;

use super::cluster;

/// Dropped with its value.
#[derive(Debug)]
pub struct Database {
    name: String,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// What background work changes by itself, at any moment, and what counts how often a password
/// was tried.
const RESTLESS: [&str; 6] = [
    "guess_limits",
    "ledger_inbox",
    "ledger_events",
    "ledger_heads",
    "ledger_followers",
    "appeal_counters",
];

impl Database {
    /// An empty one that knows Ukrainian; the migrations have not run.
    #[must_use]
    pub fn empty() -> Self {
        let name = next_name();
        cluster()
            .create_database(&name, "varta_owner")
            .expect("a database");
        Self { name }
    }

    /// A copy of another one, to which nobody may be connected.
    #[must_use]
    pub fn copy_of(template: &str) -> Self {
        let name = next_name();
        let copy = format!("CREATE DATABASE {name} TEMPLATE {template} OWNER varta_owner");
        let mut admin = admin();
        admin.batch_execute(&copy).expect("a copy");
        // Rights on a database are not copied with it.
        admin
            .batch_execute(&format!("REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC"))
            .expect("no temporary tables");
        Self { name }
    }

    /// Made by a statement of the test's own, in which `{}` stands for the name.
    #[must_use]
    pub fn made_by(statement: &str) -> Self {
        let name = next_name();
        admin()
            .batch_execute(&statement.replace("{}", &name))
            .expect("a database");
        Self { name }
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    #[must_use]
    pub fn url(&self, user: &str) -> String {
        cluster().url(user, &self.name)
    }

    /// Until nothing waits to be sealed, and every follower has read all.
    pub fn settle(&self) {
        super::until("the ledger is sealed and read", || {
            let restless = self.value(
                "SELECT (SELECT count(*) FROM ledger_inbox)
                      + (SELECT count(*) FROM ledger_heads h CROSS JOIN
                          (VALUES ('dashboards.fold'), ('handovers.relay')) f (follower)
                         LEFT JOIN ledger_followers r
                           ON r.community_id = h.community_id AND r.follower = f.follower
                         WHERE coalesce(r.position, 0) < h.position)",
            );
            (restless == 0).then_some(())
        });
    }

    /// How many are connected to it.
    #[must_use]
    pub fn connections(&self) -> i64 {
        let query = format!(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = '{}'",
            self.name
        );
        let rows = rows_as(&mut admin(), &query).expect("activity");
        rows[0]["count"].as_i64().expect("a number")
    }

    #[must_use]
    pub fn connect(&self, user: &str) -> PgConnection {
        PgConnection::establish(&self.url(user)).expect("a connection")
    }

    /// Runs statements as a superuser, whom nothing is hidden from and nothing forbidden to.
    pub fn run(&self, statements: &str) {
        self.connect("postgres")
            .batch_execute(statements)
            .unwrap_or_else(|error| panic!("{statements}: {error}"));
    }

    /// Nobody is connected, and nobody can connect any more.
    pub fn cut_off(&self) {
        let mut admin = admin();
        for statement in [
            format!("ALTER DATABASE {} WITH ALLOW_CONNECTIONS false", self.name),
            format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
                self.name
            ),
        ] {
            admin
                .batch_execute(&statement)
                .expect("nobody is connected");
        }
    }

    /// Whoever wants to connects again.
    pub fn let_in(&self) {
        let name = &self.name;
        admin()
            .batch_execute(&format!(
                "ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true"
            ))
            .expect("it is there");
    }

    /// The rows of a query, each as JSON.
    #[must_use]
    pub fn rows(&self, query: &str) -> Vec<Value> {
        rows_as(&mut self.connect("postgres"), query)
            .unwrap_or_else(|error| panic!("{query}: {error}"))
    }

    /// The one value of a query's one row.
    #[must_use]
    pub fn value(&self, query: &str) -> Value {
        let rows = self.rows(query);
        assert_eq!(rows.len(), 1, "{query}: {rows:?}");
        let row = rows[0].as_object().expect("a row").clone();
        row.into_iter().next().expect("a column").1
    }

    #[must_use]
    pub fn count(&self, query: &str) -> i64 {
        self.value(&format!("SELECT count(*) FROM {query}"))
            .as_i64()
            .expect("a number")
    }

    #[must_use]
    pub fn tables(&self) -> Vec<String> {
        self.rows("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1")
            .iter()
            .map(|row| row["relname"].as_str().expect("text").to_owned())
            .collect()
    }

    /// Everything that is kept, table by table: equal when nothing was written in between.
    /// An event counts the same before it is sealed and after.
    #[must_use]
    pub fn contents(&self) -> BTreeMap<String, String> {
        let mut connection = self.connect("postgres");
        let mut ask = |query: &str| {
            let row = rows_as(&mut connection, query).expect("contents").remove(0);
            format!("{} rows, {}", row["count"], row["digest"])
        };
        let mut contents: BTreeMap<String, String> = self
            .tables()
            .into_iter()
            .filter(|table| !RESTLESS.contains(&table.as_str()))
            .map(|table| {
                let query = format!(
                    "SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) AS digest FROM {table} t"
                );
                let found = ask(&query);
                (table, found)
            })
            .collect();
        let events = ask(
            "SELECT count(*), md5(string_agg(id::text, '|' ORDER BY id)) AS digest
             FROM (SELECT id FROM ledger_inbox UNION SELECT id FROM ledger_events) e",
        );
        contents.insert("events".to_owned(), events);
        contents
    }
}

/// The rows of a query, as whomever the connection is.
pub fn rows_as(connection: &mut PgConnection, query: &str) -> QueryResult<Vec<Value>> {
    let lines: Vec<Line> =
        diesel::sql_query(format!("SELECT to_json(q)::text AS line FROM ({query}) q"))
            .load(connection)?;
    Ok(lines
        .iter()
        .map(|row| serde_json::from_str(&row.line).expect("JSON of PostgreSQL"))
        .collect())
}

impl Drop for Database {
    fn drop(&mut self) {
        let gone = admin().batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
        if let Err(error) = gone {
            eprintln!("{} stays: {error}", self.name);
        }
    }
}

fn next_name() -> String {
    static LAST: AtomicU32 = AtomicU32::new(0);
    format!("test_{}", LAST.fetch_add(1, Ordering::Relaxed))
}

/// One at a time: a template can be copied by one session only.
fn admin() -> MutexGuard<'static, PgConnection> {
    static ADMIN: OnceLock<Mutex<PgConnection>> = OnceLock::new();
    ADMIN
        .get_or_init(|| {
            let url = cluster().url("postgres", "postgres");
            Mutex::new(PgConnection::establish(&url).expect("a superuser"))
        })
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}
