//! The pool of connections.

use std::time::Duration;

use diesel::PgConnection;
use diesel::connection::SimpleConnection;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool, PooledConnection};

use super::Error;
use crate::clock::Clock;

/// How many connections, and how long to wait for one.
#[derive(Debug, Clone)]
pub struct PoolOptions {
    /// libpq URL of `varta_app`.
    pub url: String,
    pub size: u32,
    pub wait: Duration,
    /// No statement of the program may run longer.
    pub statement_timeout: Duration,
}

/// The database, as the program sees it: a pool and a clock. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pool: Pool<ConnectionManager<PgConnection>>,
    clock: Clock,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Db")
            .field("size", &self.pool.max_size())
            .field("clock", &self.clock)
            .finish()
    }
}

/// Whoever holds a row longer is not waited for.
const LONGEST_LOCK: Duration = Duration::from_secs(3);

pub(super) type Connection = PooledConnection<ConnectionManager<PgConnection>>;

impl Db {
    /// Opens lazily: a database that is away does not stop the program from starting.
    pub fn open(options: &PoolOptions, clock: Clock) -> Result<Self, Error> {
        let pool = Pool::builder()
            .max_size(options.size)
            .min_idle(Some(options.size))
            // A check costs a round trip for each transaction; a broken connection shows
            // itself at BEGIN, and `transact` takes another one then.
            .test_on_check_out(false)
            .connection_timeout(options.wait)
            .connection_customizer(Box::new(Prepare { statement_timeout: options.statement_timeout }))
            .build_unchecked(ConnectionManager::new(impatient(&options.url)));
        Ok(Self { pool, clock })
    }

    /// The same database at another time.
    #[must_use]
    pub fn with_clock(&self, clock: Clock) -> Self {
        Self {
            pool: self.pool.clone(),
            clock,
        }
    }

    #[must_use]
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    #[must_use]
    pub fn size(&self) -> u32 {
        self.pool.max_size()
    }

    /// Connections in use and idle.
    #[must_use]
    pub fn occupancy(&self) -> (u32, u32) {
        let state = self.pool.state();
        (
            state.connections.saturating_sub(state.idle_connections),
            state.idle_connections,
        )
    }

    pub(super) fn connection(&self) -> Result<Connection, Error> {
        self.pool
            .get()
            .map_err(|error| Error::Unavailable(error.to_string()))
    }
}

/// A way that has fallen silent is given up within seconds rather than, as the operating system
/// would have it, a quarter of an hour. Whoever set up the URL may have decided otherwise.
const IMPATIENCE: [(&str, &str); 5] = [
    ("connect_timeout", "2"),
    ("tcp_user_timeout", "3000"),
    ("keepalives_idle", "3"),
    ("keepalives_interval", "1"),
    ("keepalives_count", "2"),
];

fn impatient(url: &str) -> String {
    let is_uri = url.contains("://");
    let mut url = url.to_owned();
    for (name, value) in IMPATIENCE {
        if url.contains(&format!("{name}=")) {
            continue;
        }
        let separator = match is_uri {
            true if url.contains('?') => '&',
            true => '?',
            false => ' ',
        };
        url.push_str(&format!("{separator}{name}={value}"));
    }
    url
}

#[derive(Debug)]
struct Prepare {
    statement_timeout: Duration,
}

impl CustomizeConnection<PgConnection, diesel::r2d2::Error> for Prepare {
    fn on_acquire(&self, conn: &mut PgConnection) -> Result<(), diesel::r2d2::Error> {
        // Constants for the whole connection; whatever belongs to one tenant is only ever
        // set for one transaction.
        conn.batch_execute(&format!(
            "SET timezone = 'UTC'; SET statement_timeout = {}; SET lock_timeout = {}; \
             SET idle_in_transaction_session_timeout = '30s'",
            self.statement_timeout.as_millis(),
            (self.statement_timeout / 2).min(LONGEST_LOCK).as_millis()
        ))
        .map_err(diesel::r2d2::Error::QueryError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_address_is_made_impatient_unless_it_says_otherwise() {
        assert!(impatient("postgres://a@b/c").starts_with("postgres://a@b/c?connect_timeout=2&"));
        assert!(impatient("postgres://a@b/c?host=d").contains("?host=d&connect_timeout=2&"));
        assert!(impatient("host=b user=a").starts_with("host=b user=a connect_timeout=2 "));
        let own = "host=b connect_timeout=9";
        assert_eq!(impatient(own).matches("connect_timeout").count(), 1);
    }
}
