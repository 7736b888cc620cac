//! Brings a file in, on a thread of its own, and tells how far it has come.

use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use tenants::access::Actor;
use tenants::clock::Clock;
use tenants::db::{CommunityTx, Db, PoolOptions};
use tenants::housing;
use tenants::housing::remark::Remark;
use tenants::housing::sheet::{Header, Row};
use tenants::housing::{Import as Run, ImportError, ImportReport, Mode, Progress, Watch};
use tenants::ids::CommunityId;
use tenants::imports::{self, End, GivenRows, ImportsError, NewImport, Seen};

use super::mappings;
use super::out::{ReportOut, TallyOut};
use super::returned::{Returned, Suspicions};
use super::spool::Spooled;

/// How often it is told.
const EVERY: Duration = Duration::from_secs(1);
/// Rows of each kind that are given back; all are counted.
const GIVEN_BACK: i64 = 20_000;
/// Letters of the reason why one failed.
const REASON: usize = 1_000;

pub(super) struct Job {
    pub pool: PoolOptions,
    pub clock: Clock,
    pub actor: Arc<Actor>,
    pub community: CommunityId,
    pub new: NewImport,
    pub spooled: Spooled,
    /// One file at a time in each program; the others wait, and say that they are there.
    pub turn: Arc<Mutex<()>>,
}

/// What ends with the program is said to be interrupted: nobody tells of it any more.
pub(super) fn run(job: Job) {
    let name = "import".to_owned();
    let begun = thread::Builder::new().name(name).spawn(move || {
        match Db::open(&job.pool, job.clock.clone()) {
            Ok(db) => job.run(&db),
            Err(error) => tracing::error!(%error, "an import has no connection"),
        }
    });
    if let Err(error) = begun {
        tracing::error!(%error, "an import could not begin");
    }
}

impl Job {
    fn run(self, db: &Db) {
        let seen = Arc::<Mutex<Seen>>::default();
        let (over, rest) = mpsc::channel::<()>();
        thread::scope(|scope| {
            let (told, counted) = (&self, &seen);
            scope.spawn(move || told.tell_until(db, &rest, counted));
            let (end, rows) = self.take(db, &seen);
            drop(over);
            let last = now(&seen);
            let ended = self.inside(db, |tx| imports::end(tx, self.new.id, last, &end, &rows));
            if let Err(error) = ended {
                tracing::error!(%error, import = %self.new.id, "how an import ended could not be said");
            }
        });
        drop(self.spooled.folder);
    }

    /// One that could not be told is told a moment later.
    fn tell_until(&self, db: &Db, over: &mpsc::Receiver<()>, seen: &Mutex<Seen>) {
        while over.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
            let told = self.inside(db, |tx| imports::tell(tx, self.new.id, now(seen)));
            if let Err(error) = told {
                tracing::warn!(%error, import = %self.new.id, "an import could not be told of");
            }
        }
    }

    fn inside(
        &self,
        db: &Db,
        work: impl FnMut(&mut CommunityTx<'_>) -> Result<(), ImportsError>,
    ) -> Result<(), ImportsError> {
        db.in_community("imports.tell", &self.actor, self.community, work)
    }

    fn take(&self, db: &Db, seen: &Mutex<Seen>) -> (End, Vec<(GivenRows, Vec<u8>)>) {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut onlooker = Onlooker::new(&self.spooled, seen);
        let done = self.import(db, &mut onlooker);
        let rows = onlooker.finish();
        match (done, rows) {
            (Ok(report), Ok(rows)) => match serde_json::to_string(&out(&report)) {
                Ok(report) => (End::Done(report), rows),
                Err(error) => (End::Failed(error.to_string()), rows),
            },
            (Err(error), rows) => (End::Failed(told(&error)), rows.unwrap_or_default()),
            (Ok(_), Err(error)) => (End::Failed(error.to_string()), Vec::new()),
        }
    }

    fn import(&self, db: &Db, watch: &mut dyn Watch) -> Result<ImportReport, ImportError> {
        let NewImport {
            holds,
            mapping,
            dry_run,
            ..
        } = &self.new;
        let mapping = mappings::mapping(mapping).ok_or(ImportError::NotMapped { table: *holds })?;
        let mode = if *dry_run { Mode::DryRun } else { Mode::Take };
        let mut run = Run::begin(db, &self.actor, self.community, &mapping, mode)?;
        run.take(*holds, &self.spooled.path, watch)?;
        Ok(run.finish())
    }
}

/// What whoever gave the file is told.
fn told(error: &ImportError) -> String {
    match error {
        ImportError::NotMapped { .. } => {
            "Вибраний спосіб читання не знає таких таблиць.".to_owned()
        }
        ImportError::Housing(housing::Error::OtherCommunity { files, .. }) => {
            format!("Цей спосіб читання — для файлів іншої громади, {files}.")
        }
        ImportError::Housing(housing::Error::Database(error)) => {
            tracing::error!(%error, "an import failed");
            "База даних не відповіла. Дайте той самий файл ще раз: він продовжиться.".to_owned()
        }
        // It may quote what stands in the file, whatever that is.
        other => other
            .to_string()
            .chars()
            .filter(|c| !c.is_control())
            .take(REASON)
            .collect(),
    }
}

fn now(seen: &Mutex<Seen>) -> Seen {
    *seen.lock().unwrap_or_else(PoisonError::into_inner)
}

fn out(report: &ImportReport) -> ReportOut {
    ReportOut {
        taken: report.files.iter().map(|file| file.taken).sum(),
        passed_over: report.files.iter().map(|file| file.passed_over).sum(),
        tallies: report
            .tallies
            .iter()
            .map(|(table, tally)| TallyOut {
                table: table.code(),
                added: tally.added,
                changed: tally.changed,
                unchanged: tally.unchanged,
            })
            .collect(),
    }
}

/// Counts what is read, and keeps the rows that are given back.
struct Onlooker<'s> {
    seen: &'s Mutex<Seen>,
    returned: Returned,
    suspicions: Suspicions,
}

impl<'s> Onlooker<'s> {
    fn new(spooled: &Spooled, seen: &'s Mutex<Seen>) -> Self {
        Self {
            seen,
            returned: Returned::new(&spooled.path, spooled.folder.path()),
            suspicions: Suspicions::new(&spooled.path, spooled.folder.path()),
        }
    }

    fn note(&self, change: impl FnOnce(&mut Seen)) -> Seen {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut seen);
        *seen
    }

    fn finish(self) -> std::io::Result<Vec<(GivenRows, Vec<u8>)>> {
        let tables: [(GivenRows, Option<PathBuf>); 2] = [
            (GivenRows::Refused, self.returned.finish()?),
            (GivenRows::Suspicious, self.suspicions.finish()?),
        ];
        let there = tables
            .into_iter()
            .filter_map(|(kind, path)| Some((kind, path?)));
        there
            .map(|(kind, path)| Ok((kind, std::fs::read(path)?)))
            .collect()
    }
}

impl Watch for Onlooker<'_> {
    fn progress(&mut self, progress: &Progress) {
        let count = |rows: u64| i64::try_from(rows).unwrap_or(i64::MAX);
        self.note(|seen| (seen.read, seen.all) = (count(progress.read), count(progress.rows)));
    }

    fn refused(&mut self, remark: &Remark, header: &Header, row: &Row) -> std::io::Result<()> {
        if self.note(|seen| seen.refused += 1).refused > GIVEN_BACK {
            return Ok(());
        }
        self.returned.write(remark, header, row)
    }

    fn suspected(&mut self, remark: &Remark) -> std::io::Result<()> {
        if self.note(|seen| seen.suspicious += 1).suspicious > GIVEN_BACK {
            return Ok(());
        }
        self.suspicions.write(remark)
    }
}
