//! How the program is started, and people who are signed in to it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use api::auth::{Identity, Keys, Tokens, generate};
use tenants::access::{Membership, Role, Scope};
use tenants::clock::Clock;
use tenants::ids::{AccountId, CommunityId, RegionId, SessionId, UtilityId};
use uuid::Uuid;

use super::http::Client;
use super::{Failure, places};

/// The program with its defaults, but for the port, the database and the key.
#[derive(Clone)]
pub(crate) struct Launch {
    path: PathBuf,
    tokens: Arc<Tokens>,
    environment: Vec<(&'static str, String)>,
}

impl Launch {
    pub(crate) fn new(database_url: String) -> Result<Self, Failure> {
        let (private, _public) = generate()?;
        let settings = api::config::load(None)?;
        let tokens = Tokens::new(Keys::read(&private, "")?, &settings.auth, Clock::default());
        let launch = Self {
            path: program_beside_this_one()?,
            tokens: Arc::new(tokens),
            environment: vec![
                ("VARTA__DATABASE__URL", database_url),
                ("VARTA__AUTH__SIGNING_KEY", private),
                ("VARTA__AUTH__SECOND_FACTOR_REQUIRED", "nobody".to_owned()),
                ("VARTA__HTTP__BIND", "127.0.0.1:0".to_owned()),
            ],
        };
        std::fs::File::create(launch.log())?;
        Ok(launch)
    }

    /// The same with another setting.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.environment.retain(|(known, _)| *known != name);
        self.environment.push((name, value.to_owned()));
        self
    }

    /// The program with these settings, for any command.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Where its log goes, from all starts of one run.
    pub(crate) fn log(&self) -> PathBuf {
        self.path.with_file_name("bench.log")
    }

    pub(crate) fn dispatcher(&self, c: usize, at: SocketAddr) -> Result<Client, Failure> {
        let token = self.dispatcher_token(c)?;
        Client::connect(at, Some(&token))
    }

    pub(crate) fn dispatcher_token(&self, c: usize) -> Result<String, Failure> {
        let scope = Scope::Community(CommunityId::from_uuid(places::community(c)));
        let account = places::dispatcher(c);
        self.token(account, account, Role::Dispatcher, scope)
    }

    pub(crate) fn watcher_token(&self, n: usize) -> Result<String, Failure> {
        let scope = Scope::Community(CommunityId::from_uuid(places::community(0)));
        let account = places::dispatcher(0);
        self.token(account, places::session(n), Role::Dispatcher, scope)
    }

    pub(crate) fn staff(&self, u: usize, at: SocketAddr) -> Result<Client, Failure> {
        let scope = Scope::Utility(UtilityId::from_uuid(places::utility(u)));
        let account = places::staff(u);
        let token = self.token(account, account, Role::UtilityStaff, scope)?;
        Client::connect(at, Some(&token))
    }

    pub(crate) fn coordinator(&self, at: SocketAddr) -> Result<Client, Failure> {
        let scope = Scope::Region(RegionId::from_uuid(places::region()));
        let account = places::coordinator();
        let token = self.token(account, account, Role::RegionalCoordinator, scope)?;
        Client::connect(at, Some(&token))
    }

    /// Signed in for ten minutes: longer than any one measurement.
    fn token(
        &self,
        account: Uuid,
        session: Uuid,
        role: Role,
        scope: Scope,
    ) -> Result<String, Failure> {
        let issued = self.tokens.issue(&Identity {
            account: AccountId::from_uuid(account),
            version: 1,
            session: SessionId::from_uuid(session),
            region: RegionId::from_uuid(places::region()),
            second_factor: false,
            memberships: vec![Membership { role, scope }],
        })?;
        Ok(issued.token)
    }
}

/// Tests lie one folder below it, other programs beside it.
fn program_beside_this_one() -> Result<PathBuf, Failure> {
    if let Ok(path) = std::env::var("BENCH_PROGRAM") {
        return Ok(path.into());
    }
    let this = std::env::current_exe()?;
    this.ancestors()
        .skip(1)
        .take(2)
        .map(|folder| folder.join("varta"))
        .find(|path| path.is_file())
        .ok_or_else(|| format!("varta is not beside {}: run `make build`", this.display()).into())
}
