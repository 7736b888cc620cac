//! Many connections at once, of which each costs next to nothing.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::bench::Failure;
use crate::bench::http::{Head, read_head};

/// Both ends of every connection are open files.
pub(crate) fn permit_all_files() -> Result<(), Failure> {
    let maximum = getrlimit(Resource::Nofile).maximum;
    Ok(setrlimit(
        Resource::Nofile,
        Rlimit {
            current: maximum,
            maximum,
        },
    )?)
}

/// Sends a request and reads its answer; how long that took.
pub(crate) async fn exchange(
    stream: &mut TcpStream,
    request: &[u8],
    input: &mut Vec<u8>,
) -> Result<(Head, Duration), Failure> {
    let asked = Instant::now();
    stream.write_all(request).await?;
    input.clear();
    let head = loop {
        if stream.read_buf(input).await? == 0 {
            return Err("the program hung up".into());
        }
        if let Some(head) = read_head(input)? {
            break head;
        }
    };
    while input.len() < head.end + head.length {
        if stream.read_buf(input).await? == 0 {
            return Err("the program hung up".into());
        }
    }
    Ok((head, asked.elapsed()))
}

pub(crate) async fn connect(address: SocketAddr) -> Result<TcpStream, Failure> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Ninety-nine of a hundred took no longer.
pub(crate) fn p99(mut took: Vec<Duration>) -> Duration {
    took.sort_unstable();
    let at = took.len() * 99 / 100;
    took.get(at).or(took.last()).copied().unwrap_or_default()
}
