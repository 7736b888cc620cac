//! How soon after its commit an event has its place in the ledger, at 500 events/s.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

use super::Failure;
use super::base::{Base, DATABASE, lines};
use super::report::Report;

const EVENTS: u32 = 10_000;
const EVERY: Duration = Duration::from_millis(2);
const GOAL: Duration = Duration::from_millis(200);

/// By the community and the event's position in its ledger.
type Moments = HashMap<String, Instant>;

pub(crate) fn measure(base: &Base, report: &mut Report) -> Result<(), Failure> {
    let url = base.cluster.url("postgres", DATABASE);
    let is_over = AtomicBool::new(false);
    let (written, sealed) = thread::scope(|scope| {
        let watcher = scope.spawn(|| watch(&url, &is_over));
        let written = write(&url);
        thread::sleep(Duration::from_secs(2));
        is_over.store(true, Ordering::Relaxed);
        (written, watcher.join())
    });
    let (written, sealed) = (written?, sealed.map_err(|_| "the watcher fell")??);
    let mut delays = Vec::new();
    let mut conn = PgConnection::establish(&url)?;
    let places = "SELECT community_id || ' ' || position || ' ' || id AS line FROM ledger_events \
                  WHERE kind = 'appeal.edited' AND actor_id IS NULL";
    for line in lines(&mut conn, places)? {
        let (place, id) = line.rsplit_once(' ').ok_or("a place and an id")?;
        let (Some(committed), Some(seen)) = (written.get(id), seen(&sealed, place)) else {
            return Err(format!("{place} was sealed, and nobody saw when").into());
        };
        delays.push(seen.saturating_duration_since(*committed));
    }
    delays.sort_unstable();
    let (Some(half), Some(most), Some(last)) = (
        delays.get(delays.len() / 2),
        delays.get(delays.len() * 99 / 100),
        delays.last(),
    ) else {
        return Err("nothing was sealed".into());
    };
    let verdict = if *last <= GOAL { "kept" } else { "MISSED" };
    report.fact(
        "commit to sealed, at 500 events/s",
        format!(
            "p50 {} ms, p99 {} ms, max {} ms of {} events; goal {} ms: {verdict}",
            half.as_millis(),
            most.as_millis(),
            last.as_millis(),
            delays.len(),
            GOAL.as_millis()
        ),
    );
    Ok(())
}

/// Each event in a transaction of its own; when it was committed, by its id.
fn write(url: &str) -> Result<Moments, Failure> {
    let mut conn = PgConnection::establish(url)?;
    let mut written = Moments::new();
    let started = Instant::now();
    for nth in 0..EVENTS {
        let due = started + EVERY * nth;
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let insert = format!(
            "INSERT INTO ledger_inbox (community_id, id, kind, subject_id, actor_role, occurred_at, body) \
             SELECT bench.id(2, {nth} % 63), bench.v7(clock_timestamp()), 'appeal.edited', \
                    bench.id(15, {nth}), 'dispatcher', now(), '{{\"parts\":[\"words\"]}}' RETURNING id::text AS line"
        );
        for id in lines(&mut conn, &insert)? {
            written.insert(id, Instant::now());
        }
    }
    Ok(written)
}

/// When each ledger's head was first seen at each position.
fn watch(url: &str, is_over: &AtomicBool) -> Result<Moments, Failure> {
    let mut conn = PgConnection::establish(url)?;
    conn.batch_execute("SET synchronous_commit = off")?;
    let mut seen = Moments::new();
    while !is_over.load(Ordering::Relaxed) {
        let heads = lines(
            &mut conn,
            "SELECT community_id || ' ' || position AS line FROM ledger_heads",
        )?;
        let now = Instant::now();
        for head in heads {
            seen.entry(head).or_insert(now);
        }
        thread::sleep(EVERY);
    }
    Ok(seen)
}

/// A head passes several positions at once: the first one seen at or behind this place counts.
fn seen(sealed: &Moments, place: &str) -> Option<Instant> {
    let (ledger, position) = place.rsplit_once(' ')?;
    let position: u64 = position.parse().ok()?;
    (position..position + 200).find_map(|at| sealed.get(&format!("{ledger} {at}")).copied())
}
