//! A way from the program to PostgreSQL that can be cut, in both ways that ways are cut: with
//! a word, and without one.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;
use std::time::Duration;

use crate::bench::Failure;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Open,
    /// Connections are reset, and new ones as well.
    Reset,
    /// Nothing gets through and nobody says so. What was on its way arrives when the way is
    /// open again, as TCP would send it again.
    Silent,
}

const POLL: Duration = Duration::from_millis(20);

/// Between a TCP port and PostgreSQL's socket.
pub(crate) struct Proxy {
    pub address: SocketAddr,
    way: Arc<AtomicU8>,
}

impl Proxy {
    /// Its threads end with the process.
    pub(crate) fn start(socket: PathBuf) -> Result<Self, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let way = Arc::new(AtomicU8::new(0));
        let shared = way.clone();
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let (way, socket) = (shared.clone(), socket.clone());
                thread::spawn(move || carry(&client, &socket, &way));
            }
        });
        Ok(Self { address, way })
    }

    pub(crate) fn set(&self, way: Way) {
        let code = match way {
            Way::Open => 0,
            Way::Reset => 1,
            Way::Silent => 2,
        };
        self.way.store(code, Ordering::SeqCst);
    }
}

fn now(way: &AtomicU8) -> Way {
    match way.load(Ordering::SeqCst) {
        0 => Way::Open,
        1 => Way::Reset,
        _ => Way::Silent,
    }
}

/// Until either side hangs up or the way is cut. Errors are what this is for.
fn carry(client: &TcpStream, socket: &PathBuf, way: &Arc<AtomicU8>) {
    while now(way) == Way::Silent {
        thread::sleep(POLL);
    }
    let server = match now(way) {
        Way::Open => UnixStream::connect(socket).ok(),
        _ => None,
    };
    let Some(server) = server else {
        reset(client);
        return;
    };
    let timeouts = client
        .set_read_timeout(Some(POLL))
        .and_then(|()| server.set_read_timeout(Some(POLL)))
        .and_then(|()| client.set_nodelay(true));
    if timeouts.is_err() {
        return;
    }
    thread::scope(|scope| {
        scope.spawn(|| {
            pump(client, &server, way);
            let _ = server.shutdown(Shutdown::Both);
            reset_if_cut(client, way);
        });
        pump(&server, client, way);
        let _ = server.shutdown(Shutdown::Both);
        reset_if_cut(client, way);
    });
}

fn reset_if_cut(client: &TcpStream, way: &AtomicU8) {
    if now(way) == Way::Reset {
        reset(client);
    }
    let _ = client.shutdown(Shutdown::Both);
}

/// The last close of a socket without linger says RST instead of FIN.
fn reset(client: &TcpStream) {
    let _ = rustix::net::sockopt::set_socket_linger(client, Some(Duration::ZERO));
}

fn pump(mut from: impl Read, mut to: impl Write, way: &AtomicU8) {
    let mut buffer = [0; 16 * 1024];
    loop {
        match now(way) {
            Way::Reset => return,
            Way::Silent => {
                thread::sleep(POLL);
                continue;
            }
            Way::Open => {}
        }
        let read = match from.read(&mut buffer) {
            Ok(0) => return,
            Ok(read) => read,
            Err(error)
                if matches!(
                    error.kind(),
                    std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                ) =>
            {
                continue;
            }
            Err(_) => return,
        };
        while now(way) == Way::Silent {
            thread::sleep(POLL);
        }
        let sent = buffer
            .get(..read)
            .map_or(Ok(()), |bytes| to.write_all(bytes));
        if sent.is_err() {
            return;
        }
    }
}
