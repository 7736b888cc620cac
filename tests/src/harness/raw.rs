//! A request byte by byte, for what no HTTP client would send.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::Answer;

const PATIENCE: Duration = Duration::from_secs(30);

/// Sends this and reads until the program hangs up; every answer that came.
#[must_use]
pub fn raw(base: &str, bytes: &[u8]) -> Vec<Answer> {
    let mut wire = Wire::connect(base);
    wire.send(bytes);
    wire.rest()
}

/// Sends this and reads at the same time, for more than the program ever takes; the first answer.
#[must_use]
pub fn raw_until_answered(base: &str, bytes: &[u8]) -> Answer {
    let mut wire = Wire::connect(base);
    wire.asked = String::from_utf8_lossy(&bytes[..bytes.len().min(80)]).into_owned();
    let mut sending = wire.stream.try_clone().expect("the same connection");
    sending
        .set_write_timeout(Some(PATIENCE))
        .expect("a timeout");
    thread::scope(|scope| {
        scope.spawn(move || drop(sending.write_all(bytes)));
        let answer = wire.answer();
        drop(wire.stream.shutdown(Shutdown::Both));
        answer
    })
}

/// A connection.
#[derive(Debug)]
pub struct Wire {
    stream: TcpStream,
    asked: String,
    said: Vec<u8>,
}

impl Wire {
    #[must_use]
    pub fn connect(base: &str) -> Self {
        let address = base.strip_prefix("http://").expect("an address");
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        Self {
            stream,
            asked: String::new(),
            said: Vec::new(),
        }
    }

    pub fn send(&mut self, bytes: &[u8]) {
        self.asked = String::from_utf8_lossy(&bytes[..bytes.len().min(80)]).into_owned();
        // It may hang up before it has read all; what it said before that still counts.
        drop(self.stream.write_all(bytes));
    }

    /// The next answer.
    #[must_use]
    pub fn answer(&mut self) -> Answer {
        loop {
            if let Some((answer, length)) = one(&self.asked, &self.said) {
                self.said.drain(..length);
                return answer;
            }
            let mut more = [0; 4_096];
            let read = self.stream.read(&mut more).expect("more of an answer");
            assert!(read > 0, "{}: it hung up", self.asked);
            self.said.extend_from_slice(&more[..read]);
        }
    }

    /// All that comes before the program hangs up.
    #[must_use]
    pub fn rest(mut self) -> Vec<Answer> {
        drop(self.stream.read_to_end(&mut self.said));
        let mut rest = self.said.as_slice();
        let mut answers = Vec::new();
        while !rest.is_empty() {
            let Some((answer, length)) = one(&self.asked, rest) else {
                let half = String::from_utf8_lossy(rest);
                panic!("{}: half an answer: {half:?}", self.asked);
            };
            answers.push(answer);
            rest = &rest[length..];
        }
        answers
    }
}

/// The first answer in there and its length, when it is whole.
fn one(asked: &str, bytes: &[u8]) -> Option<(Answer, usize)> {
    let mut fields = [httparse::EMPTY_HEADER; 64];
    let mut response = httparse::Response::new(&mut fields);
    let parsed = response.parse(bytes).expect("an answer");
    let httparse::Status::Complete(head) = parsed else {
        return None;
    };
    let headers: HeaderMap = response
        .headers
        .iter()
        .map(|field| {
            (
                HeaderName::from_bytes(field.name.as_bytes()).expect("a name"),
                HeaderValue::from_bytes(field.value).expect("a value"),
            )
        })
        .collect();
    let length = headers
        .get("content-length")
        .and_then(|value| value.to_str().ok()?.parse().ok())
        .unwrap_or(0);
    let text = bytes.get(head..head + length)?;
    let answer = Answer {
        asked: asked.to_owned(),
        status: response.code.expect("a status"),
        text: String::from_utf8_lossy(text).into_owned(),
        headers,
    };
    Some((answer.protected(), head + length))
}
