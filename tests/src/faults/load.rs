//! People who write, and do not give up: whatever is not acknowledged is sent again under the
//! same Idempotency-Key, until it is.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::Site;
use super::report::Report;
use crate::bench::Failure;
use crate::bench::base::lines;
use crate::bench::http::{Answer, Client};
use crate::bench::launch::Launch;
use crate::bench::places::{COMMUNITIES, community, utility};
use crate::bench::register::{body, key};

const REST: Duration = Duration::from_millis(10);
/// Longer than anything here lasts.
const PATIENCE: Duration = Duration::from_secs(150);

/// What writers saw, and what they were promised.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// Key, path, body and what the answer named.
    appeals: Vec<Acknowledged>,
    assignments: Vec<Acknowledged>,
    /// Answered with 503, and the slowest of these.
    pub refused: u64,
    pub slowest_refusal: Duration,
    /// Refused without a word about when to come back.
    pub speechless: u64,
    /// Connections that broke.
    pub broken: u64,
    /// Anything that nobody was prepared for.
    pub unexpected: Vec<String>,
}

#[derive(Debug, Clone)]
struct Acknowledged {
    community: usize,
    key: String,
    path: String,
    body: String,
    id: String,
}

pub(crate) struct Load {
    stop: Arc<AtomicBool>,
    acknowledged: Arc<AtomicU64>,
    writers: Vec<JoinHandle<Result<Written, Failure>>>,
    before: Counts,
}

#[derive(Debug, Clone, Copy)]
struct Counts {
    appeals: u64,
    assignments: u64,
}

fn counts(site: &Site) -> Result<Counts, Failure> {
    Ok(Counts {
        appeals: site.server.count("appeals")?,
        assignments: site.server.count("assignments")?,
    })
}

impl Load {
    pub(crate) fn start(site: &Site, address: SocketAddr, writers: usize) -> Result<Self, Failure> {
        let before = counts(site)?;
        let (stop, acknowledged) = (Arc::<AtomicBool>::default(), Arc::<AtomicU64>::default());
        let writers = (0..writers)
            .map(|n| {
                let mut writer = Writer {
                    launch: site.launch.clone(),
                    address,
                    community: n % COMMUNITIES,
                    client: None,
                    acknowledged: acknowledged.clone(),
                    written: Written::default(),
                };
                let stop = stop.clone();
                thread::spawn(move || {
                    let mut turn = n;
                    while !stop.load(Ordering::Relaxed) {
                        writer.once(turn)?;
                        turn += 1;
                    }
                    Ok(writer.written)
                })
            })
            .collect();
        Ok(Self {
            stop,
            acknowledged,
            writers,
            before,
        })
    }

    pub(crate) fn acknowledged(&self) -> u64 {
        self.acknowledged.load(Ordering::Relaxed)
    }

    /// How long it takes until the next write is acknowledged.
    pub(crate) fn until_next(&self) -> Duration {
        let (before, started) = (self.acknowledged(), Instant::now());
        while self.acknowledged() == before && started.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(2));
        }
        started.elapsed()
    }

    /// Lets everybody finish what they are at, and holds all of it against the database.
    pub(crate) fn finish(
        self,
        site: &Site,
        address: SocketAddr,
        report: &mut Report,
    ) -> Result<Written, Failure> {
        self.stop.store(true, Ordering::Relaxed);
        let mut all = Written::default();
        for writer in self.writers {
            let written = writer.join().map_err(|_| "a writer panicked")??;
            all.add(written);
        }
        all.hold(site, address, self.before, report)?;
        Ok(all)
    }
}

struct Writer {
    launch: Launch,
    address: SocketAddr,
    community: usize,
    client: Option<Client>,
    acknowledged: Arc<AtomicU64>,
    written: Written,
}

impl Writer {
    /// Registers an appeal and gives it to a utility.
    fn once(&mut self, turn: usize) -> Result<(), Failure> {
        let path = format!("/api/v1/communities/{}/appeals", community(self.community));
        let body = body(self.community, turn);
        let Some(appeal) = self.insist(&path, body, "id")? else {
            return Ok(());
        };
        let path = format!("{path}/{}/assignments", appeal.id);
        self.written.appeals.push(appeal);
        let body = format!(r#"{{"utility_id":"{}"}}"#, utility(1 + self.community * 3));
        if let Some(assignment) = self.insist(&path, body, "assignment_id")? {
            self.written.assignments.push(assignment);
        }
        Ok(())
    }

    fn insist(
        &mut self,
        path: &str,
        body: String,
        id: &str,
    ) -> Result<Option<Acknowledged>, Failure> {
        let key = key();
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            let asked = Instant::now();
            let Ok(answer) = self.ask(path, &key, &body) else {
                self.written.broken += 1;
                self.client = None;
                thread::sleep(REST);
                continue;
            };
            match answer.status {
                201 => {
                    self.acknowledged.fetch_add(1, Ordering::Relaxed);
                    return Ok(Some(Acknowledged {
                        community: self.community,
                        key,
                        path: path.to_owned(),
                        body,
                        id: answer.field(id)?,
                    }));
                }
                503 => self.written.refusal(&answer, asked.elapsed()),
                409 if answer.says("request_in_flight") || answer.says("busy") => {}
                status => {
                    let text = format!("{status}: {}", String::from_utf8_lossy(&answer.body));
                    self.written.unexpected.push(text);
                    return Ok(None);
                }
            }
            thread::sleep(REST);
        }
        self.written
            .unexpected
            .push(format!("{path} was never acknowledged"));
        Ok(None)
    }

    fn ask(&mut self, path: &str, key: &str, body: &str) -> Result<Answer, Failure> {
        let mut client = match self.client.take() {
            Some(client) => client,
            None => self.launch.dispatcher(self.community, self.address)?,
        };
        let answer = client.post(path, key, body)?;
        if !answer.closes {
            self.client = Some(client);
        }
        Ok(answer)
    }
}

impl Written {
    pub(crate) fn refusal(&mut self, answer: &Answer, took: Duration) {
        self.refused += 1;
        self.slowest_refusal = self.slowest_refusal.max(took);
        if answer.retry_after.is_none() {
            self.speechless += 1;
        }
    }

    fn add(&mut self, other: Self) {
        self.appeals.extend(other.appeals);
        self.assignments.extend(other.assignments);
        self.refused += other.refused;
        self.slowest_refusal = self.slowest_refusal.max(other.slowest_refusal);
        self.speechless += other.speechless;
        self.broken += other.broken;
        self.unexpected.extend(other.unexpected);
    }

    /// Nothing lost, nothing twice, every promise repeated word for word, the ledger whole.
    fn hold(
        &self,
        site: &Site,
        address: SocketAddr,
        before: Counts,
        report: &mut Report,
    ) -> Result<(), Failure> {
        let after = counts(site)?;
        for (what, all, there, promised) in [
            (
                "appeals",
                &self.appeals,
                ids(site, "appeals")?,
                after.appeals - before.appeals,
            ),
            (
                "assignments",
                &self.assignments,
                ids(site, "assignments")?,
                after.assignments - before.assignments,
            ),
        ] {
            let lost = all.iter().filter(|one| !there.contains(&one.id)).count();
            let seen = format!("{} acknowledged, {lost} lost, {promised} there", all.len());
            let kept = lost == 0 && u64::try_from(all.len())? == promised && promised > 0;
            report.row(&format!("{what}: nothing lost, nothing twice"), &seen, kept);
        }
        let different = self.repeat(site, address)?;
        report.row(
            "a repeated key gets the same answer",
            &format!("{different} different"),
            different == 0,
        );
        report.row(
            "no answer but 201, 503 and \"in flight\"",
            &self.unexpected.first().map_or_else(
                || "none".to_owned(),
                |first| format!("{} times, such as {first}", self.unexpected.len()),
            ),
            self.unexpected.is_empty(),
        );
        report.row(
            "every 503 says when to come back",
            &format!("{} refused, {} without", self.refused, self.speechless),
            self.speechless == 0,
        );
        verify(site, report)
    }

    /// Of a hundred, evenly spread.
    fn repeat(&self, site: &Site, address: SocketAddr) -> Result<usize, Failure> {
        let step = (self.appeals.len() / 100).max(1);
        let mut different = 0;
        for one in self.appeals.iter().step_by(step) {
            let mut client = site.launch.dispatcher(one.community, address)?;
            let again = client.post(&one.path, &one.key, &one.body)?;
            if again.status != 201 || again.field("id")? != one.id {
                different += 1;
            }
        }
        Ok(different)
    }
}

fn ids(site: &Site, table: &str) -> Result<HashSet<String>, Failure> {
    let query = format!("SELECT id::text AS line FROM {table}");
    Ok(lines(&mut site.server.connect()?, &query)?
        .into_iter()
        .collect())
}

/// Every event gets its place, and the chains hold.
pub(crate) fn verify(site: &Site, report: &mut Report) -> Result<(), Failure> {
    let deadline = Instant::now() + Duration::from_secs(30);
    let mut waiting = site.server.count("ledger_inbox")?;
    while waiting > 0 && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(50));
        waiting = site.server.count("ledger_inbox")?;
    }
    let output = site.launch.command().args(["ledger", "verify"]).output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let last = said.lines().last().unwrap_or_default().to_owned();
    report.row(
        "ledgers verify, and no event is left unsealed",
        &format!("{last}; {waiting} unsealed"),
        output.status.success() && waiting == 0,
    );
    Ok(())
}
