//! Somebody who follows a stream of server-sent events.

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::Value;

/// One event, as an EventSource would give it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Message {
    /// The last id that was sent, with this event or before it.
    pub id: String,
    /// Empty when it has no name.
    pub name: String,
    pub data: String,
}

impl Message {
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.data).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    #[must_use]
    pub fn kind(&self) -> String {
        self.json()["kind"].as_str().unwrap_or_default().to_owned()
    }
}

/// An open stream; hung up when it is dropped.
#[derive(Debug)]
pub struct Follower {
    connection: TcpStream,
    messages: Receiver<Message>,
    paused: Arc<AtomicBool>,
    reader: Option<JoinHandle<()>>,
}

const PATIENCE: Duration = Duration::from_secs(30);

impl Follower {
    pub(super) fn start(base: &str, path: &str, token: Option<&str>, last: Option<&str>) -> Self {
        let address = base.strip_prefix("http://").expect("plain HTTP");
        let mut connection = TcpStream::connect(address).expect("the program listens");
        // HTTP/1.0: what comes is the events themselves, until the connection ends.
        let mut head = format!("GET {path} HTTP/1.0\r\nhost: {address}\r\n");
        for (name, value) in [
            (
                "authorization",
                token.map(|token| format!("Bearer {token}")),
            ),
            ("last-event-id", last.map(str::to_owned)),
        ] {
            if let Some(value) = value {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        head.push_str("\r\n");
        connection.write_all(head.as_bytes()).expect("sent");
        let mut lines = BufReader::new(connection.try_clone().expect("a second hand")).lines();
        let status = lines.next().expect("an answer").expect("an answer");
        assert!(status.contains(" 200 "), "{path}: {status}");
        for line in lines.by_ref() {
            if line.expect("headers").is_empty() {
                break;
            }
        }
        let (tell, messages) = channel();
        let paused = Arc::new(AtomicBool::new(false));
        let waits = paused.clone();
        let reader = thread::spawn(move || {
            let mut message = Message::default();
            for line in lines.map_while(Result::ok) {
                while waits.load(Ordering::Relaxed) {
                    thread::sleep(Duration::from_millis(5));
                }
                if take(&mut message, &line) && tell.send(message.clone()).is_err() {
                    return;
                }
                if line.is_empty() {
                    message = Message {
                        id: message.id,
                        ..Message::default()
                    };
                }
            }
        });
        Self {
            connection,
            messages,
            paused,
            reader: Some(reader),
        }
    }

    /// The next event; nothing when the stream has ended.
    #[track_caller]
    #[must_use]
    pub fn next(&self) -> Option<Message> {
        match self.messages.recv_timeout(PATIENCE) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("nothing came"),
        }
    }

    /// The event with which it begins.
    #[track_caller]
    #[must_use]
    pub fn begins(&self, name: &str) -> Message {
        let first = self.next().expect("a beginning");
        assert_eq!(first.name, name);
        first
    }

    /// The next event of this kind, past all others.
    #[track_caller]
    #[must_use]
    pub fn until(&self, kind: &str) -> Message {
        loop {
            let message = self.next().unwrap_or_else(|| panic!("no {kind} came"));
            if message.kind() == kind {
                return message;
            }
        }
    }

    /// Reads no more of what comes: it piles up on the way.
    pub fn pause(&self) {
        self.paused.store(true, Ordering::Relaxed);
    }

    pub fn go_on(&self) {
        self.paused.store(false, Ordering::Relaxed);
    }

    /// What has come already.
    #[must_use]
    pub fn come(&self) -> Vec<Message> {
        self.messages.try_iter().collect()
    }
}

/// Takes a line in; says whether it completes an event.
fn take(message: &mut Message, line: &str) -> bool {
    if line.is_empty() {
        return !message.data.is_empty();
    }
    match line.split_once(": ") {
        Some(("id", id)) => message.id = id.to_owned(),
        Some(("event", name)) => message.name = name.to_owned(),
        Some(("data", data)) => message.data = data.to_owned(),
        _ => {}
    }
    false
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.go_on();
        drop(self.connection.shutdown(Shutdown::Both));
        if let Some(reader) = self.reader.take() {
            drop(reader.join());
        }
    }
}
