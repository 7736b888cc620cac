//! Somebody who asks the program for something.

use std::io::{BufRead, BufReader};
use std::sync::atomic::{AtomicU64, Ordering};

use reqwest::Method;
use reqwest::blocking::{Client as Http, Response};
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde_json::Value;

use super::planted::{plant, plant_json};
use super::{Answer, Follower};

/// Somebody, signed in or not.
#[derive(Debug, Clone)]
pub struct Client {
    http: Http,
    base: String,
    name: String,
    token: Option<String>,
}

impl Client {
    #[must_use]
    pub fn new(http: Http, base: &str, name: &str, token: Option<String>) -> Self {
        token.iter().for_each(|token| plant(token));
        Self {
            http,
            base: base.to_owned(),
            name: name.to_owned(),
            token,
        }
    }

    /// The same one, at another program.
    #[must_use]
    pub fn at(&self, base: &str) -> Self {
        Self {
            base: base.to_owned(),
            ..self.clone()
        }
    }

    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        plant(token);
        Self {
            token: Some(token.to_owned()),
            ..self.clone()
        }
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    #[must_use]
    pub fn request(&self, method: Method, path: &str) -> Request {
        Request {
            client: self.clone(),
            method,
            path: path.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// Follows a stream of events, from after the event with this id.
    #[must_use]
    pub fn follow(&self, path: &str, last: Option<&str>) -> Follower {
        Follower::start(&self.base, path, self.token.as_deref(), last)
    }

    #[must_use]
    pub fn get(&self, path: &str) -> Answer {
        self.request(Method::GET, path).send()
    }

    /// Once and only once, under a key of its own.
    #[must_use]
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.request(Method::POST, path)
            .key(&next_key())
            .json(body)
            .send()
    }

    /// Upon the version that was seen.
    #[must_use]
    pub fn post_if(&self, path: &str, etag: &str, body: &Value) -> Answer {
        self.request(Method::POST, path)
            .key(&next_key())
            .if_match(etag)
            .json(body)
            .send()
    }

    #[must_use]
    pub fn patch(&self, path: &str, etag: &str, body: &Value) -> Answer {
        self.request(Method::PATCH, path)
            .if_match(etag)
            .json(body)
            .send()
    }
}

/// A key that nobody has used.
#[must_use]
pub fn next_key() -> String {
    static LAST: AtomicU64 = AtomicU64::new(0);
    format!("key-{}", LAST.fetch_add(1, Ordering::Relaxed))
}

/// A request, part by part.
#[derive(Debug, Clone)]
pub struct Request {
    client: Client,
    method: Method,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Request {
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    #[must_use]
    pub fn key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    #[must_use]
    pub fn fresh_key(self) -> Self {
        self.key(&next_key())
    }

    #[must_use]
    pub fn if_match(self, etag: &str) -> Self {
        self.header("if-match", etag)
    }

    #[must_use]
    pub fn json(self, body: &Value) -> Self {
        plant_json("", body);
        self.text(&body.to_string())
    }

    /// A body that says that it is JSON, whatever it is.
    #[must_use]
    pub fn text(self, body: &str) -> Self {
        self.header("content-type", "application/json")
            .bytes(body.as_bytes())
    }

    #[must_use]
    pub fn bytes(mut self, body: &[u8]) -> Self {
        self.body = body.to_vec();
        self
    }

    /// The first lines of it as they are sent, for a body that no client would send.
    #[must_use]
    pub fn head(&self) -> String {
        let mut head = format!("{} {} HTTP/1.1\r\nhost: varta\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if let Some(token) = &self.client.token {
            head.push_str(&format!("authorization: Bearer {token}\r\n"));
        }
        head
    }

    #[track_caller]
    #[must_use]
    pub fn send(self) -> Answer {
        let Self {
            client,
            method,
            path,
            headers,
            body,
        } = self;
        let asked = format!("{}: {method} {path}", client.name);
        let mut request = client
            .http
            .request(method, format!("{}{path}", client.base));
        for (name, value) in headers {
            request = request.header(name, value);
        }
        if let Some(token) = &client.token {
            request = request.bearer_auth(token);
        }
        if !body.is_empty() {
            request = request.body(body);
        }
        let response = request
            .send()
            .unwrap_or_else(|error| panic!("{asked}: {error:?}"));
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = if is_endless(&headers) {
            first_event(response)
        } else {
            response
                .text()
                .unwrap_or_else(|error| panic!("{asked}: {error:?}"))
        };
        let answer = Answer {
            asked,
            status,
            headers,
            text,
        };
        remember(&answer);
        answer.protected()
    }
}

/// What it was given to prove itself with.
fn remember(answer: &Answer) {
    for cookie in answer.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap_or_default();
        let pair = cookie.split(';').next().unwrap_or_default();
        plant(pair.split_once('=').unwrap_or_default().1);
    }
    let members = serde_json::from_str(&answer.text);
    if let Ok(Value::Object(members)) = members {
        for (name, value) in members {
            if name.contains("token") || name.contains("secret") || name.contains("codes") {
                plant_json("secret", &value);
            }
        }
    }
}

fn is_endless(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind == "text/event-stream")
}

/// A stream goes on for ever: its first event is enough to know that it was let in.
fn first_event(response: Response) -> String {
    let lines = BufReader::new(response).lines();
    let first = lines
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty());
    first.map(|line| line + "\n").collect()
}
