//! Connections that hold on to the program: heads and bodies that come letter by letter, and
//! answers that nobody reads.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::AsyncWriteExt;

use super::Site;
use super::many::{connect, exchange, p99};
use super::plan::Plan;
use super::report::Report;
use crate::bench::Failure;
use crate::bench::places::community;

const OTHERS: usize = 4;
const MOST: Duration = Duration::from_secs(1);
/// Longer than any of the program's own patience.
const TIME: Duration = Duration::from_secs(25);

pub(crate) fn measure(plan: &Plan, site: &Site, report: &mut Report) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    // As few open files as systems give unless they are asked for more.
    let program = site.launch.start_with_files(1_024)?;
    let time = if plan.timed { TIME } else { plan.flood };
    let alone = runtime.block_on(others(site, program.address, plan.flood / 3))?;
    let (open, seen) = runtime.block_on(crowd(plan, site, program.address, time))?;
    report.row(
        "slow connections held open at once",
        &format!("{open} of {}", plan.slow),
        open >= plan.slow * 9 / 10,
    );
    report.fact(
        "others' p99 without them",
        &format!("{:.0} ms", p99(alone).as_secs_f64() * 1e3),
    );
    report.row(
        "others are answered all the time",
        &format!("{} times", seen.len()),
        !seen.is_empty(),
    );
    report.within("others' p99 within 1 s", p99(seen), MOST, plan.timed);
    report.fact("memory", &format!("{:.0} MB", program.resident()?));
    Ok(())
}

async fn crowd(
    plan: &Plan,
    site: &Site,
    address: SocketAddr,
    time: Duration,
) -> Result<(usize, Vec<Duration>), Failure> {
    let over = Arc::<AtomicBool>::default();
    let open = Arc::<AtomicUsize>::default();
    let token = site.launch.dispatcher_token(0)?;
    let crowd: Vec<_> = (0..plan.slow)
        .map(|n| {
            let (over, open, token) = (over.clone(), open.clone(), token.clone());
            tokio::spawn(async move {
                while !over.load(Ordering::Relaxed) {
                    open.fetch_add(1, Ordering::Relaxed);
                    // Thrown out at last: that is what the program should do, and then they
                    // come again.
                    let _ = slow(n, address, &token, &over).await;
                    open.fetch_sub(1, Ordering::Relaxed);
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            })
        })
        .collect();
    tokio::time::sleep(Duration::from_secs(1)).await;
    let held = open.load(Ordering::Relaxed);
    let seen = others(site, address, time).await;
    over.store(true, Ordering::Relaxed);
    for one in crowd {
        one.await?;
    }
    Ok((held, seen?))
}

/// One of the three kinds, for as long as the program lets it.
async fn slow(
    n: usize,
    address: SocketAddr,
    token: &str,
    over: &AtomicBool,
) -> Result<(), Failure> {
    let mut stream = connect(address).await?;
    let path = format!("/api/v1/communities/{}/appeals", community(0));
    let (start, rest) = match n % 3 {
        0 => (
            "GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ".to_owned(),
            "a",
        ),
        1 => (
            format!(
                "POST {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\nidempotency-key: slow-{n}\r\n\
                 content-type: application/json\r\ncontent-length: 100000\r\n\r\n{{"
            ),
            " ",
        ),
        // Asks for the largest answer there is, again and again, and reads none of it.
        _ => (
            String::new(),
            "GET /api/v1/openapi.json HTTP/1.1\r\nhost: x\r\n\r\n",
        ),
    };
    stream.write_all(start.as_bytes()).await?;
    while !over.load(Ordering::Relaxed) {
        let sent =
            tokio::time::timeout(Duration::from_secs(1), stream.write_all(rest.as_bytes())).await;
        // A full pipe is what somebody who does not read has.
        if let Ok(sent) = sent {
            sent?;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    Ok(())
}

/// People who go on with their work; how long each answer took.
async fn others(
    site: &Site,
    address: SocketAddr,
    time: Duration,
) -> Result<Vec<Duration>, Failure> {
    let token = site.launch.dispatcher_token(1)?;
    let all: Vec<_> = (0..OTHERS)
        .map(|_| {
            let request = format!(
                "GET /api/v1/communities/{}/appeals?limit=50 HTTP/1.1\r\nhost: {address}\r\n\
                 authorization: Bearer {token}\r\n\r\n",
                community(1)
            );
            tokio::spawn(async move {
                let (mut took, mut input) = (Vec::new(), Vec::new());
                let started = Instant::now();
                while started.elapsed() < time {
                    // Somebody who comes new now and then, because that is harder.
                    let asked = Instant::now();
                    let mut stream = connect(address).await?;
                    for _ in 0..5 {
                        let (head, _) =
                            exchange(&mut stream, request.as_bytes(), &mut input).await?;
                        if head.status != 200 {
                            return Err(format!("answered {}", head.status).into());
                        }
                    }
                    took.push(asked.elapsed());
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
                Ok::<_, Failure>(took)
            })
        })
        .collect();
    let mut took = Vec::new();
    for one in all {
        took.extend(one.await??);
    }
    Ok(took)
}
