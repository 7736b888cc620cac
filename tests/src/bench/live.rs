//! How soon a change stands on another screen, and how far apart a thousand of them see it.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::runtime::Builder;
use tokio::sync::mpsc;

use super::Failure;
use super::drive::float;
use super::places::community;
use super::program::Program;
use super::register::{body, key};
use super::report::Report;

/// Where it all happens.
const COMMUNITY: usize = 0;
const CHANGES: usize = 300;
/// Other work that goes on meanwhile, in other communities.
const PAUSE: Duration = Duration::from_millis(20);
const CLIENTS: usize = 1_000;
const TOLD: usize = 20;

pub(crate) fn measure(program: &Program, report: &mut Report) -> Result<(), Failure> {
    latency(program, report)?;
    spread(program, report)
}

/// From the answer to whoever changed something until another client was told.
fn latency(program: &Program, report: &mut Report) -> Result<(), Failure> {
    let told = listen(program)?;
    let mut client = program.dispatcher(COMMUNITY)?;
    let path = format!("/api/v1/communities/{}/appeals", community(COMMUNITY));
    let mut took = Vec::new();
    for turn in 0..CHANGES {
        let id = client
            .post(&path, &key(), &body(COMMUNITY, turn))?
            .expect_status(201)?
            .field("id")?;
        let answered = Instant::now();
        loop {
            let (line, at) = told.recv_timeout(Duration::from_secs(10))?;
            if line.contains(&id) {
                took.push(at.saturating_duration_since(answered));
                break;
            }
        }
        // Not in step with the turns of the jobs.
        thread::sleep(PAUSE + Duration::from_millis(u64::try_from(turn * 7 % 50)?));
    }
    took.sort_unstable();
    let at = |share: usize| {
        let one = took.get(took.len() * share / 100);
        one.copied().unwrap_or_default().as_secs_f64() * 1000.0
    };
    report.fact(
        "a change on another screen (goal 250 ms at p99)",
        format!("p50 {:.0} ms, p99 {:.0} ms", at(50), at(99)),
    );
    Ok(())
}

/// Every line of data of a stream, with the moment at which it came.
fn listen(program: &Program) -> Result<Receiver<(String, Instant)>, Failure> {
    let mut stream = TcpStream::connect(program.address)?;
    stream.write_all(request(program, 0)?.as_bytes())?;
    let mut lines = BufReader::new(stream).lines();
    while !lines.next().ok_or("the stream ended")??.contains("ready") {}
    let (tell, told) = channel();
    thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            if line.starts_with("data:") && tell.send((line, Instant::now())).is_err() {
                return;
            }
        }
    });
    Ok(told)
}

fn request(program: &Program, nth: usize) -> Result<String, Failure> {
    Ok(format!(
        "GET /api/v1/communities/{}/events HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\n\r\n",
        community(COMMUNITY),
        program.address,
        program.watcher(nth)?
    ))
}

/// A thousand who watch the same community: from the first who is told to the last.
fn spread(program: &Program, report: &mut Report) -> Result<(), Failure> {
    let before = program.resident()?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let (tell, mut told) = mpsc::unbounded_channel();
    let (mut client, mut spreads) = (program.dispatcher(COMMUNITY)?, Vec::new());
    let path = format!("/api/v1/communities/{}/appeals", community(COMMUNITY));
    let memory = runtime.block_on(async {
        for nth in 0..CLIENTS {
            let request = request(program, nth)?;
            let address = program.address;
            let tell = tell.clone();
            let mut stream = tokio::net::TcpStream::connect(address).await?;
            stream.write_all(request.as_bytes()).await?;
            // One after the other, until each is told that it listens.
            until_ready(&mut stream).await?;
            tokio::spawn(async move {
                let mut input = vec![0; 8 * 1024];
                while let Ok(read @ 1..) = stream.read(&mut input).await {
                    let news = input.get(..read).unwrap_or_default();
                    if news.windows(5).any(|part| part == b"data:")
                        && tell.send(Instant::now()).is_err()
                    {
                        return;
                    }
                }
            });
        }
        let memory = (program.resident()? - before) * 1024.0 / float(CLIENTS);
        for turn in 0..TOLD {
            let _answer = client
                .post(&path, &key(), &body(COMMUNITY, turn))?
                .expect_status(201)?;
            let mut moments = Vec::new();
            while moments.len() < CLIENTS {
                let next = tokio::time::timeout(Duration::from_secs(10), told.recv()).await?;
                moments.push(next.ok_or("nobody listens")?);
            }
            let (first, last) = (moments.iter().min(), moments.iter().max());
            let (first, last) = first.zip(last).ok_or("nobody was told")?;
            spreads.push(last.duration_since(*first));
        }
        Ok::<_, Failure>(memory)
    })?;
    spreads.sort_unstable();
    let at = |n: usize| spreads.get(n).copied().unwrap_or_default().as_secs_f64() * 1000.0;
    report.fact(
        &format!("{CLIENTS} streams: the last after the first (goal 30 ms)"),
        format!(
            "median {:.0} ms, worst of {TOLD}: {:.0} ms",
            at(TOLD / 2),
            at(TOLD - 1)
        ),
    );
    report.fact(
        &format!("{CLIENTS} streams: memory for each"),
        format!("{memory:.0} KB"),
    );
    Ok(())
}

async fn until_ready(stream: &mut tokio::net::TcpStream) -> Result<(), Failure> {
    let mut seen = Vec::new();
    while !seen.windows(12).any(|part| part == b"event: ready") {
        let mut input = [0; 2 * 1024];
        let read = stream.read(&mut input).await?;
        if read == 0 {
            return Err("the stream ended".into());
        }
        seen.extend_from_slice(input.get(..read).unwrap_or_default());
    }
    Ok(())
}
