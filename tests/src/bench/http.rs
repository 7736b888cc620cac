//! A client that costs little: one connection, kept alive, one request at a time. What it
//! takes of the processor is taken from the program that is measured.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use super::Failure;

const PATIENCE: Duration = Duration::from_secs(30);
const PIECE: usize = 64 * 1024;

pub(crate) struct Client {
    stream: TcpStream,
    /// Headers of every request.
    common: String,
    out: String,
    input: Vec<u8>,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub status: u16,
    /// Seconds after which to come again.
    pub retry_after: Option<usize>,
    /// Whether the connection ends with it.
    pub closes: bool,
    pub body: Vec<u8>,
}

impl Client {
    pub(crate) fn connect(address: SocketAddr, token: Option<&str>) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let mut common = format!("host: {address}\r\n");
        if let Some(token) = token {
            common.push_str(&format!("authorization: Bearer {token}\r\n"));
        }
        Ok(Self {
            stream,
            common,
            out: String::new(),
            input: Vec::new(),
        })
    }

    pub(crate) fn get(&mut self, path: &str) -> Result<Answer, Failure> {
        self.out.clear();
        for part in ["GET ", path, " HTTP/1.1\r\n", &self.common, "\r\n"] {
            self.out.push_str(part);
        }
        self.exchange()
    }

    /// A command, whatever the version it meets.
    pub(crate) fn post(&mut self, path: &str, key: &str, body: &str) -> Result<Answer, Failure> {
        self.out.clear();
        let length = body.len().to_string();
        for part in [
            "POST ",
            path,
            " HTTP/1.1\r\n",
            &self.common,
            "content-type: application/json\r\nif-match: *\r\nidempotency-key: ",
            key,
            "\r\ncontent-length: ",
            &length,
            "\r\n\r\n",
            body,
        ] {
            self.out.push_str(part);
        }
        self.exchange()
    }

    fn exchange(&mut self) -> Result<Answer, Failure> {
        self.stream.write_all(self.out.as_bytes())?;
        self.input.clear();
        let head = loop {
            self.read_more()?;
            if let Some(head) = read_head(&self.input)? {
                break head;
            }
        };
        while self.input.len() < head.end + head.length {
            self.read_more()?;
        }
        Ok(Answer {
            status: head.status,
            retry_after: head.retry_after,
            closes: head.closes,
            body: self.input.split_off(head.end),
        })
    }

    fn read_more(&mut self) -> Result<(), Failure> {
        let before = self.input.len();
        self.input.resize(before + PIECE, 0);
        let read = match self.input.get_mut(before..) {
            Some(free) => self.stream.read(free)?,
            None => 0,
        };
        self.input.truncate(before + read);
        if read == 0 {
            return Err("the program hung up".into());
        }
        Ok(())
    }
}

pub(crate) struct Head {
    pub status: u16,
    /// Where the body begins.
    pub end: usize,
    pub length: usize,
    pub retry_after: Option<usize>,
    pub closes: bool,
}

pub(crate) fn read_head(bytes: &[u8]) -> Result<Option<Head>, Failure> {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(end) = response.parse(bytes)? else {
        return Ok(None);
    };
    let value = |name: &str| {
        response
            .headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(name))
            .and_then(|header| std::str::from_utf8(header.value).ok())
    };
    let number = |name: &str| value(name)?.parse().ok();
    Ok(Some(Head {
        status: response.code.unwrap_or(0),
        end,
        length: number("content-length").unwrap_or(0),
        retry_after: number("retry-after"),
        closes: value("connection") == Some("close"),
    }))
}

impl Answer {
    pub(crate) fn expect_status(self, status: u16) -> Result<Self, Failure> {
        if self.status == status {
            return Ok(self);
        }
        let body = String::from_utf8_lossy(&self.body);
        Err(format!("answered {} instead of {status}: {body}", self.status).into())
    }

    /// Whether these words stand in the body.
    pub(crate) fn says(&self, words: &str) -> bool {
        String::from_utf8_lossy(&self.body).contains(words)
    }

    /// A field of the body, as text without quotation marks.
    pub(crate) fn field(&self, name: &str) -> Result<String, Failure> {
        let body: serde_json::Value = serde_json::from_slice(&self.body)?;
        match body.get(name) {
            Some(serde_json::Value::String(text)) => Ok(text.clone()),
            Some(other) => Ok(other.to_string()),
            None => Err(format!("no {name} in {body}").into()),
        }
    }
}
