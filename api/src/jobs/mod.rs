//! Background work: each job has a thread of its own and runs until the program stops.
//!
//! Any number of programs may run the same jobs: what must be done by one at a time is locked
//! in the database.

mod counters;
mod deadlines;
mod expire;
mod live;
mod mail;
mod relay;
mod sealer;
mod stop;
mod taken_away;

use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tenants::db::{Db, Error};

use self::stop::Stop;
use crate::app::App;

/// Does one portion, and says whether there may be more of it at once.
pub type Work = Box<dyn Fn(&Db) -> Result<bool, Error> + Send>;

/// Something to be done again and again.
pub struct Job {
    /// As in logs; one word.
    pub name: &'static str,
    pub run: Work,
    /// How long to rest when there was nothing to do.
    pub idle: Duration,
}

impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Job({})", self.name)
    }
}

/// How long a job rests after failures: longer each time, up to the last of these.
const REST: [Duration; 3] = [
    Duration::from_millis(200),
    Duration::from_secs(1),
    Duration::from_secs(2),
];

/// How long the program waits for its jobs when it stops. One that waits for a database that
/// has fallen silent never ends by itself; what it had not committed is undone.
const PATIENCE: Duration = Duration::from_secs(3);

/// Every job of the program.
#[must_use]
pub fn all(app: &App) -> Vec<Job> {
    let mut jobs = vec![
        taken_away::job(app.still_in.clone()),
        sealer::job(),
        live::job(app.live.clone()),
        counters::job(),
        deadlines::job(),
        relay::job(),
        expire::job(),
    ];
    if let Some(mailer) = &app.mailer {
        jobs.extend([mail::job(mailer.clone()), mail::forgotten()]);
    }
    jobs
}

/// Jobs under way.
#[derive(Debug)]
pub struct Jobs {
    stop: Stop,
    threads: Vec<JoinHandle<()>>,
}

impl Jobs {
    pub fn start(db: &Db, jobs: Vec<Job>) -> std::io::Result<Self> {
        let stop = Stop::default();
        let threads = jobs
            .into_iter()
            .map(|job| {
                let (db, stop) = (db.clone(), stop.clone());
                thread::Builder::new()
                    .name(job.name.to_owned())
                    .spawn(move || repeat(&job, &db, &stop))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { stop, threads })
    }

    /// Lets each job finish its portion, but not for ever.
    pub fn stop(self) {
        self.stop.now();
        let deadline = Instant::now() + PATIENCE;
        for thread in self.threads {
            while !thread.is_finished() && Instant::now() < deadline {
                thread::sleep(Duration::from_millis(5));
            }
            if !thread.is_finished() {
                tracing::warn!(
                    job = thread.thread().name(),
                    "a job is left to its transaction"
                );
                continue;
            }
            if thread.join().is_err() {
                tracing::error!("a job had ended by a panic");
            }
        }
    }
}

fn repeat(job: &Job, db: &Db, stop: &Stop) {
    let mut failures: usize = 0;
    while !stop.is_asked() {
        match (job.run)(db) {
            Ok(true) => failures = 0,
            Ok(false) => {
                failures = 0;
                stop.rest(job.idle);
            }
            Err(error) => {
                tracing::warn!(job = job.name, %error, "the job rests after a failure");
                let rest = REST
                    .get(failures)
                    .or(REST.last())
                    .copied()
                    .unwrap_or(job.idle);
                failures = failures.saturating_add(1);
                stop.rest(rest);
            }
        }
    }
}
