//! Many clients at once, each doing one thing after the other for a while.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use super::Failure;

/// What they got done.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rate {
    pub per_second: f64,
    /// Ninety-nine of a hundred took no longer.
    pub p99: Duration,
}

/// Each of `clients` is made by `make` before the clock starts, and then called again and again.
pub(crate) fn drive<W>(
    clients: usize,
    time: Duration,
    make: impl Fn(usize) -> Result<W, Failure> + Sync,
) -> Result<Rate, Failure>
where
    W: FnMut() -> Result<(), Failure>,
{
    let barrier = Barrier::new(clients);
    let started = Instant::now();
    let parts: Vec<Result<Part, Failure>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..clients)
            .map(|n| {
                scope.spawn({
                    let (barrier, make) = (&barrier, &make);
                    move || work(make(n), time, barrier)
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| {
                thread
                    .join()
                    .unwrap_or_else(|_| Err("a client panicked".into()))
            })
            .collect()
    });
    let parts = parts.into_iter().collect::<Result<Vec<_>, _>>();
    parts
        .map(|parts| sum(&parts))
        .map_err(|failure| format!("after {:?}: {failure}", started.elapsed()).into())
}

struct Part {
    took: Vec<Duration>,
    time: Duration,
}

fn work(
    made: Result<impl FnMut() -> Result<(), Failure>, Failure>,
    time: Duration,
    barrier: &Barrier,
) -> Result<Part, Failure> {
    // All wait for all, even for one that could not be made.
    barrier.wait();
    let mut once = made?;
    let mut took = Vec::new();
    let started = Instant::now();
    let mut before = started;
    while before.duration_since(started) < time {
        once()?;
        let now = Instant::now();
        took.push(now.duration_since(before));
        before = now;
    }
    Ok(Part {
        took,
        time: before.duration_since(started),
    })
}

fn sum(parts: &[Part]) -> Rate {
    let mut took: Vec<Duration> = parts.iter().flat_map(|part| part.took.clone()).collect();
    took.sort_unstable();
    let at = |share: usize| {
        took.get(took.len() * share / 100)
            .copied()
            .unwrap_or_default()
    };
    Rate {
        per_second: parts
            .iter()
            .map(|part| float(part.took.len()) / part.time.as_secs_f64())
            .sum(),
        p99: at(99),
    }
}

/// Counts of a benchmark are far below 2⁵³.
#[allow(
    clippy::as_conversions,
    reason = "exact for every count that can come here"
)]
pub(crate) fn float(count: usize) -> f64 {
    count as f64
}
