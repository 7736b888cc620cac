//! What can be set. `config/default.toml` says what each setting means.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tenants::access::SecondFactorDuty;
use tenants::db::PoolOptions;

use super::{Networks, Secret};

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub http: Http,
    pub database: Database,
    pub auth: Auth,
    pub live: Live,
    pub mail: Mail,
    pub log: Log,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Http {
    pub bind: SocketAddr,
    pub max_body_bytes: usize,
    pub workers: usize,
    pub drain_seconds: u64,
    pub shutdown_seconds: u64,
    pub trusted_proxies: Networks,
    pub public_url: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    pub url: Secret,
    pub url_file: Option<PathBuf>,
    pub pool_size: u32,
    pub background_pool_size: u32,
    pub wait_ms: u64,
    pub answer_ms: u64,
    pub statement_timeout_ms: u64,
    pub queue: usize,
    pub queue_ms: u64,
}

impl Database {
    /// Connections for requests.
    #[must_use]
    pub fn requests(&self) -> PoolOptions {
        // A statement that nobody waits for any more only keeps others from the connection.
        self.pool(self.pool_size, self.answer())
    }

    /// Connections for background work.
    #[must_use]
    pub fn background(&self) -> PoolOptions {
        let longest = Duration::from_millis(self.statement_timeout_ms);
        self.pool(self.background_pool_size, longest)
    }

    /// For a file that is brought in: other background work goes on beside it.
    #[must_use]
    pub fn imports(&self) -> PoolOptions {
        PoolOptions {
            size: 2,
            ..self.background()
        }
    }

    /// How long a request may take in the database.
    #[must_use]
    pub fn answer(&self) -> Duration {
        Duration::from_millis(self.answer_ms)
    }

    fn pool(&self, size: u32, statement_timeout: Duration) -> PoolOptions {
        PoolOptions {
            url: self.url.expose().to_owned(),
            size,
            wait: Duration::from_millis(self.wait_ms),
            statement_timeout,
        }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Auth {
    pub issuer: String,
    pub audience: String,
    pub access_minutes: u32,
    pub refresh_hours: u32,
    pub idle_lock_minutes: u32,
    pub signing_key: Secret,
    pub signing_key_file: Option<PathBuf>,
    pub earlier_keys: String,
    pub earlier_keys_file: Option<PathBuf>,
    pub second_factor_key: Secret,
    pub second_factor_key_file: Option<PathBuf>,
    pub second_factor_required: SecondFactorDuty,
    pub argon2_permits: usize,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Live {
    pub streams_per_session: usize,
}

impl Auth {
    /// How long nobody may work in a browser before its session locks.
    #[must_use]
    pub fn idle_lock(&self) -> chrono::Duration {
        chrono::Duration::minutes(i64::from(self.idle_lock_minutes))
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    pub host: String,
    pub port: u16,
    pub encryption: Encryption,
    pub user: String,
    pub password: Secret,
    pub password_file: Option<PathBuf>,
    pub from: String,
    pub ca_file: Option<PathBuf>,
    pub timeout_seconds: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encryption {
    Starttls,
    Tls,
    None,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    pub format: LogFormat,
    pub filter: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    Json,
    Text,
}

impl Settings {
    /// The first setting that cannot be as it is.
    pub(super) fn refused(&self) -> Option<(&'static str, &'static str)> {
        let (auth, database, mail) = (&self.auth, &self.database, &self.mail);
        let at_least_one = [
            (auth.refresh_hours == 0, "auth.refresh_hours"),
            (auth.idle_lock_minutes == 0, "auth.idle_lock_minutes"),
            (auth.argon2_permits == 0, "auth.argon2_permits"),
            (database.pool_size == 0, "database.pool_size"),
            (
                database.background_pool_size == 0,
                "database.background_pool_size",
            ),
            (
                self.live.streams_per_session == 0,
                "live.streams_per_session",
            ),
        ];
        let others = [
            (
                auth.access_minutes == 0 || auth.access_minutes > 10,
                "auth.access_minutes",
                "must be 1 to 10",
            ),
            (
                database.answer_ms < 100,
                "database.answer_ms",
                "must be at least 100",
            ),
            (
                self.http.max_body_bytes < 1024,
                "http.max_body_bytes",
                "must be at least 1024",
            ),
            (
                self.http.shutdown_seconds == 0 || self.http.shutdown_seconds > 20,
                "http.shutdown_seconds",
                "must be 1 to 20",
            ),
            (
                self.http.drain_seconds > self.http.shutdown_seconds,
                "http.drain_seconds",
                "must be at most http.shutdown_seconds",
            ),
            (
                mail.timeout_seconds == 0 || mail.timeout_seconds > 30,
                "mail.timeout_seconds",
                "must be 1 to 30",
            ),
            (
                !mail.user.is_empty() && !mail.password.is_set(),
                "mail.password",
                "must be set, since mail.user is",
            ),
        ];
        at_least_one
            .map(|(refused, setting)| (refused, setting, "must be at least 1"))
            .into_iter()
            .chain(others)
            .find_map(|(refused, setting, why)| refused.then_some((setting, why)))
    }
}
