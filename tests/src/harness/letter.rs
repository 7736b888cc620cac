//! A mail that arrived at the mail server of a test.

use mailparse::{MailHeaderMap, parse_mail};

/// A mail that arrived.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Of the envelope.
    pub from: String,
    pub to: Vec<String>,
    /// As it came over the wire.
    pub raw: String,
}

impl Letter {
    /// A header, decoded.
    #[must_use]
    pub fn header(&self, name: &str) -> String {
        let mail = parse_mail(self.raw.as_bytes()).expect("a mail");
        let value = mail.headers.get_first_value(name);
        value.unwrap_or_else(|| panic!("no {name}: {}", self.raw))
    }

    /// What it says, decoded.
    #[must_use]
    pub fn text(&self) -> String {
        let mail = parse_mail(self.raw.as_bytes()).expect("a mail");
        mail.get_body().expect("a text")
    }

    /// Path and query of its first link that begins with this path.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        let text = self.text();
        let link = text.split_whitespace().find_map(|word| {
            let (_, rest) = word.strip_prefix("https://")?.split_once('/')?;
            let rest = format!("/{rest}");
            rest.starts_with(path).then_some(rest)
        });
        link.unwrap_or_else(|| panic!("no link to {path}: {text}"))
    }

    /// The secret of its link.
    #[must_use]
    pub fn token(&self) -> String {
        let text = self.text();
        let (_, rest) = text.split_once("?token=").expect("a token");
        rest.split_whitespace().next().expect("a token").to_owned()
    }
}
