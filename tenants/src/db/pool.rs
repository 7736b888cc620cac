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
            .build_unchecked(ConnectionManager::new(&options.url));
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

#[derive(Debug)]
struct Prepare {
    statement_timeout: Duration,
}

impl CustomizeConnection<PgConnection, diesel::r2d2::Error> for Prepare {
    fn on_acquire(&self, conn: &mut PgConnection) -> Result<(), diesel::r2d2::Error> {
        // Constants for the whole connection; whatever belongs to one tenant is only ever
        // set for one transaction.
        conn.batch_execute(&format!(
            "SET timezone = 'UTC'; SET statement_timeout = {}; SET lock_timeout = '3s'; \
             SET idle_in_transaction_session_timeout = '30s'",
            self.statement_timeout.as_millis()
        ))
        .map_err(diesel::r2d2::Error::QueryError)
    }
}
