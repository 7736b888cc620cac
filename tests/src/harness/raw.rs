//! A request byte by byte, for what no HTTP client would send.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::Answer;

const PATIENCE: Duration = Duration::from_secs(30);

/// Sends this and reads until the program hangs up; every answer that came.
#[must_use]
pub fn raw(base: &str, bytes: &[u8]) -> Vec<Answer> {
    let address = base.strip_prefix("http://").expect("an address");
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    // It may hang up before it has read all; what it said before that still counts.
    drop(stream.write_all(bytes));
    let mut said = Vec::new();
    drop(stream.read_to_end(&mut said));
    let asked = String::from_utf8_lossy(&bytes[..bytes.len().min(80)]).into_owned();
    let mut rest = said.as_slice();
    let mut answers = Vec::new();
    while !rest.is_empty() {
        let (answer, length) = one(&asked, rest);
        answers.push(answer);
        rest = &rest[length..];
    }
    answers
}

fn one(asked: &str, bytes: &[u8]) -> (Answer, usize) {
    let mut fields = [httparse::EMPTY_HEADER; 64];
    let mut response = httparse::Response::new(&mut fields);
    let parsed = response.parse(bytes).expect("an answer");
    let httparse::Status::Complete(head) = parsed else {
        panic!(
            "{asked}: half an answer: {:?}",
            String::from_utf8_lossy(bytes)
        );
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
    let answer = Answer {
        asked: asked.to_owned(),
        status: response.code.expect("a status"),
        text: String::from_utf8_lossy(&bytes[head..head + length]).into_owned(),
        headers,
    };
    (answer.protected(), head + length)
}
