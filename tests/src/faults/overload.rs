//! Ten times as much as can be served.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::Site;
use super::many::{connect, exchange, p99};
use super::plan::Plan;
use super::report::Report;
use crate::bench::Failure;
use crate::bench::drive::float;
use crate::bench::launch::Launch;
use crate::bench::places::{COMMUNITIES, community};
use crate::bench::program::Program;
use crate::bench::register::{body, key};

/// Enough to keep the database busy all the time.
const FULL: usize = 16;
const TIMES: usize = 10;
/// How many there are to send ten times as much.
const CROWD: usize = 2_000;
const ACCEPTED: Duration = Duration::from_millis(500);

#[derive(Debug, Default)]
struct Seen {
    accepted: Mutex<Vec<Duration>>,
    refused: AtomicUsize,
    speechless: AtomicUsize,
    other: Mutex<Vec<String>>,
}

pub(crate) fn measure(plan: &Plan, site: &Site, report: &mut Report) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let program = site.launch.start()?;
    let flood =
        |clients, each, time| runtime.block_on(flood(site, program.address, clients, each, time));
    // Plans and connections are there before anything is measured.
    flood(FULL, None, Duration::from_secs(1))?;
    let idle = program.resident()?;
    let calm = flood(FULL, None, plan.flood / 3)?;
    let capacity =
        float(calm.accepted.lock().map_or(0, |all| all.len())) / (plan.flood / 3).as_secs_f64();
    let each = Duration::from_secs_f64(float(CROWD) / (capacity * float(TIMES)));
    let over = AtomicBool::new(false);
    let (seen, most) = std::thread::scope(|scope| {
        let watch = scope.spawn(|| peak(&program, &over));
        let seen = flood(CROWD, Some(each), plan.flood);
        over.store(true, Ordering::Relaxed);
        Ok::<_, Failure>((seen?, watch.join().map_err(|_| "the look panicked")??))
    })?;
    tell(plan, report, capacity, seen);
    report.row(
        "memory stays below twice what it is idle",
        &format!("{idle:.0} MB idle, {most:.0} MB at most"),
        most <= idle * 2.0 || !plan.timed,
    );
    Ok(())
}

fn tell(plan: &Plan, report: &mut Report, capacity: f64, seen: Seen) {
    let accepted = seen.accepted.into_inner().unwrap_or_default();
    let other = seen.other.into_inner().unwrap_or_default();
    let (refused, speechless) = (seen.refused.into_inner(), seen.speechless.into_inner());
    let per_second = |count: usize| float(count) / plan.flood.as_secs_f64();
    report.fact(
        "registers at most, and was asked for",
        &format!(
            "{capacity:.0}/s, {:.0}/s by {CROWD} clients",
            per_second(accepted.len() + refused + other.len())
        ),
    );
    report.row(
        "what it cannot do it refuses: 503 with Retry-After",
        &format!("{refused} refused, {speechless} without"),
        refused > 0 && speechless == 0,
    );
    report.row(
        "no other answer, and no connection broken",
        other.first().map_or("none", String::as_str),
        other.is_empty(),
    );
    report.fact(
        "accepted meanwhile",
        &format!("{:.0}/s", per_second(accepted.len())),
    );
    report.within(
        "what it accepts it answers within 500 ms (p99)",
        p99(accepted),
        ACCEPTED,
        plan.timed,
    );
}

/// The most that the program has in memory, in MB, until it is over.
fn peak(program: &Program, over: &AtomicBool) -> Result<f64, Failure> {
    let mut most: f64 = 0.0;
    while !over.load(Ordering::Relaxed) {
        most = most.max(program.resident()?);
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(most)
}

/// Clients that register one appeal after the other; each waits until its turn comes round,
/// if it has one.
async fn flood(
    site: &Site,
    address: SocketAddr,
    clients: usize,
    each: Option<Duration>,
    time: Duration,
) -> Result<Seen, Failure> {
    let seen = Arc::new(Seen::default());
    let tokens = tokens(&site.launch)?;
    let started = Instant::now();
    let mut all = Vec::new();
    for n in 0..clients {
        let (seen, token) = (
            seen.clone(),
            tokens.get(n % COMMUNITIES).cloned().unwrap_or_default(),
        );
        // Spread evenly over one turn.
        let first = each.map_or(Duration::ZERO, |each| {
            each.mul_f64(float(n) / float(clients))
        });
        all.push(tokio::spawn(async move {
            tokio::time::sleep(first).await;
            let one = one(&seen, address, &token, n, each, started + time).await;
            if let Err(failure) = one {
                note(&seen, failure.to_string());
            }
        }));
    }
    for one in all {
        one.await?;
    }
    Arc::into_inner(seen).ok_or_else(|| "a client goes on".into())
}

fn tokens(launch: &Launch) -> Result<Vec<String>, Failure> {
    (0..COMMUNITIES)
        .map(|c| launch.dispatcher_token(c))
        .collect()
}

fn note(seen: &Seen, what: String) {
    if let Ok(mut other) = seen.other.lock() {
        other.push(what);
    }
}

async fn one(
    seen: &Seen,
    address: SocketAddr,
    token: &str,
    n: usize,
    each: Option<Duration>,
    end: Instant,
) -> Result<(), Failure> {
    let c = n % COMMUNITIES;
    let mut stream = connect(address).await?;
    let (mut input, mut turn) = (Vec::new(), n);
    let mut next = Instant::now();
    while Instant::now() < end {
        let body = body(c, turn);
        let request = format!(
            "POST /api/v1/communities/{}/appeals HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\
             content-type: application/json\r\nidempotency-key: {}\r\ncontent-length: {}\r\n\r\n{body}",
            community(c),
            key(),
            body.len()
        );
        let (head, took) = exchange(&mut stream, request.as_bytes(), &mut input).await?;
        match (head.status, head.retry_after) {
            (201, _) => {
                if let Ok(mut accepted) = seen.accepted.lock() {
                    accepted.push(took);
                }
            }
            (503, after) => {
                seen.refused.fetch_add(1, Ordering::Relaxed);
                seen.speechless
                    .fetch_add(usize::from(after.is_none()), Ordering::Relaxed);
            }
            (status, _) => note(
                seen,
                format!("{status}: {}", String::from_utf8_lossy(&input)),
            ),
        }
        if head.closes {
            stream = connect(address).await?;
        }
        turn += 1;
        if let Some(each) = each {
            next += each;
            tokio::time::sleep_until(next.into()).await;
        }
    }
    Ok(())
}
