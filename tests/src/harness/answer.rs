//! What the program answered.

use reqwest::header::HeaderMap;
use serde_json::Value;

#[derive(Debug, Clone)]
pub struct Answer {
    /// Who asked for what.
    pub asked: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

/// On every answer, whatever it says. Values in full: these may only change on purpose.
const COMMON: [(&str, &str); 6] = [
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "strict-transport-security",
        "max-age=63072000; includeSubDomains",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("cache-control", "no-store"),
];

impl Answer {
    /// Fails unless the answer carries what protects whoever gets it. Only what is the same
    /// for everybody and named by its content may be kept.
    #[track_caller]
    #[must_use]
    pub fn protected(self) -> Self {
        let may_be_kept = self.status == 200 && self.asked.contains(" /static/");
        for (name, value) in COMMON {
            let value = match name {
                "cache-control" if may_be_kept => "public, max-age=31536000, immutable",
                _ => value,
            };
            assert_eq!(self.header(name), Some(value), "{}: {name}", self.asked);
        }
        let referrer = self.header("referrer-policy");
        assert!(
            matches!(referrer, Some("no-referrer" | "same-origin")),
            "{}: {referrer:?}",
            self.asked
        );
        let policy = self.header("content-security-policy").unwrap_or_default();
        for part in [
            "default-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action",
        ] {
            assert!(policy.contains(part), "{}: {policy:?}", self.asked);
        }
        assert!(!policy.contains("unsafe"), "{}: {policy:?}", self.asked);
        self
    }

    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}: {}", self.asked, self.text);
        self
    }

    /// The body of an answer that must have this status.
    #[track_caller]
    #[must_use]
    pub fn ok(self) -> Value {
        self.is(200).json()
    }

    #[track_caller]
    #[must_use]
    pub fn created(self) -> Value {
        let answer = self.is(201);
        assert!(answer.header("location").is_some(), "{}", answer.asked);
        answer.json()
    }

    /// The problem, which must be complete and have this status and code.
    #[track_caller]
    #[must_use]
    pub fn problem(self, status: u16, code: &str) -> Value {
        let answer = self.is(status);
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json"),
            "{}: {}",
            answer.asked,
            answer.text
        );
        let problem = answer.json();
        assert_eq!(problem["code"], code, "{}: {problem}", answer.asked);
        assert_eq!(problem["status"], status, "{}: {problem}", answer.asked);
        for member in ["type", "title", "detail", "instance"] {
            let said = problem[member].as_str().unwrap_or_default();
            assert!(!said.is_empty(), "{}: {problem}", answer.asked);
        }
        problem
    }

    /// All of it, byte for byte, but for what differs from one request to the next.
    #[must_use]
    pub fn without_instance(&self) -> String {
        let instance = self.json()["instance"].to_string();
        let text = self.text.replacen(&instance, "", 1);
        let mut headers: Vec<String> = self
            .headers
            .iter()
            .filter(|(name, _)| !["date", "x-request-id"].contains(&name.as_str()))
            .map(|(name, value)| format!("{name}: {value:?}"))
            .collect();
        headers.sort();
        format!("{} {text} {headers:?}", self.status)
    }

    #[track_caller]
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text)
            .unwrap_or_else(|error| panic!("{}: {error}: {:?}", self.asked, self.text))
    }

    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    #[track_caller]
    #[must_use]
    pub fn etag(&self) -> String {
        self.header("etag")
            .unwrap_or_else(|| panic!("{} has no ETag", self.asked))
            .to_owned()
    }
}
