//! What every handler may use.

use std::sync::{Arc, Mutex};

use actix_web::{HttpRequest, web};
use tenants::access::SecondFactorDuty;
use tenants::accounts::{FactorKey, NotAFactorKey};
use tenants::clock::Clock;
use tenants::db::Db;
use tokio::sync::Semaphore;

use crate::auth::{KeyError, Keys, StillIn, Tokens};
use crate::config::Settings;
use crate::database::Database;
use crate::document::Document;
use crate::error::{Code, Problem};
use crate::live::Hub;
use crate::metrics::Metrics;
use crate::outbound::{MailError, Mailer};
use crate::stopping::Stopping;

/// Why the program cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error("database.url is not set: VARTA__DATABASE__URL=postgres://varta_app@HOST/DATABASE")]
    NoDatabase,
    #[error(transparent)]
    Database(#[from] tenants::db::Error),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    FactorKey(#[from] FactorKeyError),
    #[error(transparent)]
    Mail(#[from] MailError),
}

/// Why second factors cannot be had as the settings want them.
#[derive(Debug, thiserror::Error)]
pub enum FactorKeyError {
    #[error("auth.second_factor_key {0}")]
    Unreadable(#[from] NotAFactorKey),
    #[error(
        "auth.second_factor_required asks for second factors that nobody can set up: set \
         auth.second_factor_key (openssl rand -base64 32), or auth.second_factor_required to nobody"
    )]
    Missing,
}

/// One for the whole program; the threads that serve share it.
#[derive(Debug)]
pub struct App {
    pub settings: Settings,
    pub database: Database,
    /// For background work and for looking at the database itself; requests leave it alone.
    pub background: Db,
    pub tokens: Tokens,
    pub still_in: Arc<StillIn>,
    pub metrics: Arc<Metrics>,
    pub document: Document,
    pub live: Arc<Hub>,
    pub stopping: Stopping,
    /// Nothing when nobody can set up a second factor.
    pub factor_key: Option<Arc<FactorKey>>,
    /// Nothing when no mail is sent.
    pub mailer: Option<Arc<Mailer>>,
    /// Passwords that may be checked at the same time.
    pub password_permits: Arc<Semaphore>,
    /// Held by the one file that is brought in: it holds a registry's names in memory.
    pub import_turn: Arc<Mutex<()>>,
}

impl App {
    pub fn new(settings: Settings, clock: Clock) -> Result<Self, AppError> {
        if !settings.database.url.is_set() {
            return Err(AppError::NoDatabase);
        }
        let keys = Keys::read(
            settings.auth.signing_key.expose(),
            &settings.auth.earlier_keys,
        )?;
        let metrics = Arc::new(Metrics::default());
        let requests = Db::open(&settings.database.requests(), clock.clone())?;
        Ok(Self {
            database: Database::new(requests, &settings.database, metrics.clone()),
            background: Db::open(&settings.database.background(), clock.clone())?,
            still_in: Arc::default(),
            tokens: Tokens::new(keys, &settings.auth, clock),
            metrics,
            document: Document::new(),
            live: Arc::new(Hub::new(
                settings.live.streams_per_session,
                settings.auth.idle_lock(),
            )),
            stopping: Stopping::default(),
            factor_key: factor_key(&settings)?,
            mailer: Mailer::new(&settings)?.map(Arc::new),
            password_permits: Arc::new(Semaphore::new(settings.auth.argon2_permits)),
            import_turn: Arc::default(),
            settings,
        })
    }

    /// The program that a request came to.
    pub(crate) fn of(req: &HttpRequest) -> Result<&Self, Problem> {
        req.app_data::<web::Data<Self>>()
            .map(|app| &***app)
            .ok_or_else(|| Problem::new(Code::Internal))
    }
}

pub(crate) fn factor_key(settings: &Settings) -> Result<Option<Arc<FactorKey>>, FactorKeyError> {
    let (key, duty) = (
        &settings.auth.second_factor_key,
        settings.auth.second_factor_required,
    );
    if key.is_set() {
        return Ok(Some(Arc::new(FactorKey::parse(key.expose())?)));
    }
    match duty {
        SecondFactorDuty::Nobody => Ok(None),
        _ => Err(FactorKeyError::Missing),
    }
}
