//! SIGTERM in the middle of the work.
//!
//! A client goes on until the program accepts no connection any more. Whatever it sent on one
//! that was accepted has to be answered: an answer that ends the connection is an answer.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::Site;
use super::plan::Plan;
use super::report::Report;
use crate::bench::Failure;
use crate::bench::base::lines;
use crate::bench::http::Client;
use crate::bench::places::community;
use crate::bench::program::Program;
use crate::bench::register::{body, key};

const CLIENTS: usize = 16;
const LONGEST: Duration = Duration::from_secs(25);

/// What clients saw until nobody was there to ask.
#[derive(Debug, Default)]
struct Seen {
    done: AtomicUsize,
    /// Answered with anything but 201.
    failed: Mutex<Vec<String>>,
    /// Sent, and not answered.
    unanswered: Mutex<Vec<String>>,
}

pub(crate) fn measure(plan: &Plan, site: &Site, report: &mut Report) -> Result<(), Failure> {
    let (seen, mut slowest, mut codes) = (Seen::default(), Duration::ZERO, Vec::new());
    // A disk that pauses for a moment is not what this is about.
    let launch = site.launch.clone();
    let launch = launch.with("VARTA__DATABASE__QUEUE_MS", "20000");
    let launch = launch.with("VARTA__DATABASE__ANSWER_MS", "20000");
    for n in 0..plan.stops {
        let program = launch.start()?;
        let (code, took) = one(site, program, n, &seen)?;
        slowest = slowest.max(took);
        codes.push(code);
    }
    let failed = seen.failed.into_inner().unwrap_or_default();
    let unanswered = seen.unanswered.into_inner().unwrap_or_default();
    let done = done_all_the_same(site, &unanswered)?;
    report.fact(
        "SIGTERM under load",
        &format!(
            "{} times, {} requests done",
            plan.stops,
            seen.done.into_inner()
        ),
    );
    report.row(
        "no accepted request fails",
        &format!(
            "{} refused, {} not answered, of which {done} were done",
            failed.len(),
            unanswered.len()
        ),
        failed.is_empty() && unanswered.is_empty(),
    );
    if let Some(first) = failed.first() {
        report.fact("such as", first);
    }
    report.row(
        "it ends in order",
        &format!("exit codes {codes:?}"),
        codes.iter().all(|code| *code == Some(0)),
    );
    report.within("it ends within 25 s", slowest, LONGEST, plan.timed);
    Ok(())
}

fn one(
    site: &Site,
    program: Program,
    n: u32,
    seen: &Seen,
) -> Result<(Option<i32>, Duration), Failure> {
    let address = program.address;
    thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|c| {
                scope.spawn(move || {
                    // A client that was told that the connection ends opens another one.
                    while let Ok(client) = site.launch.dispatcher(c, address) {
                        if !until_closed(client, c, seen) {
                            break;
                        }
                    }
                })
            })
            .collect();
        // In the middle of the work, and never twice at the same point of it.
        let before = seen.done.load(Ordering::Relaxed);
        let started = Instant::now();
        while seen.done.load(Ordering::Relaxed) < before + CLIENTS && started.elapsed() < LONGEST {
            thread::sleep(Duration::from_millis(2));
        }
        thread::sleep(Duration::from_millis(u64::from(n * 7_919 % 151)));
        let ended = program.terminate();
        for client in clients {
            client.join().map_err(|_| "a client panicked")?;
        }
        ended
    })
}

/// Whether the connection ended with an answer.
fn until_closed(mut client: Client, c: usize, seen: &Seen) -> bool {
    let path = format!("/api/v1/communities/{}/appeals", community(c));
    loop {
        let key = key();
        match client.post(&path, &key, &body(c, seen.done.load(Ordering::Relaxed))) {
            Ok(answer) if answer.status == 201 => {
                seen.done.fetch_add(1, Ordering::Relaxed);
                if answer.closes {
                    return true;
                }
            }
            Ok(answer) => {
                let text = format!(
                    "{}: {}",
                    answer.status,
                    String::from_utf8_lossy(&answer.body)
                );
                seen.failed
                    .lock()
                    .map(|mut all| all.push(text))
                    .unwrap_or_default();
                return false;
            }
            Err(_) => {
                seen.unanswered
                    .lock()
                    .map(|mut all| all.push(key))
                    .unwrap_or_default();
                return false;
            }
        }
    }
}

/// How many of these the program had done all the same.
fn done_all_the_same(site: &Site, keys: &[String]) -> Result<usize, Failure> {
    let kept = lines(
        &mut site.server.connect()?,
        "SELECT key AS line FROM idempotency_keys",
    )?;
    Ok(keys.iter().filter(|key| kept.contains(key)).count())
}
