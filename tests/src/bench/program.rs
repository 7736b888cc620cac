//! The released program, run as in production, and people who are signed in.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use api::auth::{Identity, Keys, Tokens, generate};
use tenants::access::{Membership, Role, Scope};
use tenants::clock::Clock;
use tenants::ids::{AccountId, CommunityId, RegionId, SessionId, UtilityId};
use uuid::Uuid;

use super::base::{Base, DATABASE};
use super::http::Client;
use super::{Failure, places};

pub(crate) struct Program {
    child: Child,
    pub address: SocketAddr,
    /// From the start of the process to its first answer.
    pub first_answer: Duration,
    tokens: Tokens,
    path: PathBuf,
    environment: Vec<(&'static str, String)>,
}

impl Program {
    /// With its defaults, but for the port, the database and the key.
    pub(crate) fn start(base: &Base) -> Result<Self, Failure> {
        let path = program_beside_this_one()?;
        let (private, _public) = generate()?;
        let settings = api::config::load(None)?;
        let tokens = Tokens::new(Keys::read(&private, "")?, &settings.auth, Clock::default());
        let environment = vec![
            (
                "VARTA__DATABASE__URL",
                base.cluster.url("varta_app", DATABASE),
            ),
            ("VARTA__AUTH__SIGNING_KEY", private),
            ("VARTA__HTTP__BIND", "127.0.0.1:0".to_owned()),
        ];
        let log = fs::File::create(path.with_file_name("bench.log"))?;
        let started = Instant::now();
        let mut child = Command::new(&path)
            .arg("serve")
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()?;
        let address = match read_address(&mut child) {
            Ok(address) => address,
            Err(failure) => {
                child.kill()?;
                child.wait()?;
                return Err(failure);
            }
        };
        let mut program = Self {
            child,
            address,
            first_answer: Duration::ZERO,
            tokens,
            path,
            environment,
        };
        let ready = Client::connect(program.address, None)?.get("/readyz")?;
        program.first_answer = started.elapsed();
        ready.expect_status(200)?;
        Ok(program)
    }

    /// The same program with the same settings, for another command.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What it keeps in memory, in MB.
    pub(crate) fn resident(&self) -> Result<f64, Failure> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid()))?;
        let kilobytes: f64 = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.split_whitespace().next())
            .ok_or("the process does not say how much memory it has")?
            .parse()?;
        Ok(kilobytes / 1024.0)
    }

    pub(crate) fn dispatcher(&self, c: usize) -> Result<Client, Failure> {
        let scope = Scope::Community(CommunityId::from_uuid(places::community(c)));
        self.client(places::dispatcher(c), Role::Dispatcher, scope)
    }

    pub(crate) fn staff(&self, u: usize) -> Result<Client, Failure> {
        let scope = Scope::Utility(UtilityId::from_uuid(places::utility(u)));
        self.client(places::staff(u), Role::UtilityStaff, scope)
    }

    pub(crate) fn coordinator(&self) -> Result<Client, Failure> {
        let scope = Scope::Region(RegionId::from_uuid(places::region()));
        self.client(places::coordinator(), Role::RegionalCoordinator, scope)
    }

    /// The token of one of those who watch community 0, each in a session of their own.
    pub(crate) fn watcher(&self, n: usize) -> Result<String, Failure> {
        let community = CommunityId::from_uuid(places::community(0));
        self.token(
            places::dispatcher(0),
            places::session(n),
            Role::Dispatcher,
            Scope::Community(community),
        )
    }

    /// Signed in for ten minutes: longer than any one measurement.
    fn client(&self, account: Uuid, role: Role, scope: Scope) -> Result<Client, Failure> {
        let token = self.token(account, account, role, scope)?;
        Client::connect(self.address, Some(&token))
    }

    fn token(
        &self,
        account: Uuid,
        session: Uuid,
        role: Role,
        scope: Scope,
    ) -> Result<String, Failure> {
        let issued = self.tokens.issue(&Identity {
            account: AccountId::from_uuid(account),
            session: SessionId::from_uuid(session),
            region: RegionId::from_uuid(places::region()),
            memberships: vec![Membership { role, scope }],
        })?;
        Ok(issued.token)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing left to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program_beside_this_one() -> Result<PathBuf, Failure> {
    if let Ok(path) = std::env::var("BENCH_PROGRAM") {
        return Ok(path.into());
    }
    let path = std::env::current_exe()?.with_file_name("varta");
    if path.is_file() {
        return Ok(path);
    }
    Err(format!("{} is missing: run `make build`", path.display()).into())
}

fn read_address(child: &mut Child) -> Result<SocketAddr, Failure> {
    let out = child.stdout.take().ok_or("the program has no output")?;
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line)?;
    line.trim()
        .rsplit_once("http://")
        .and_then(|(_, address)| address.parse().ok())
        .ok_or_else(|| "varta serve did not start: see bench.log beside it".into())
}
