//! A mail server on loopback: takes real SMTP, keeps what arrives, and answers as badly as a
//! test wants it to.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use mailparse::{MailHeaderMap, parse_mail};

use super::{plant, until};

/// Where in a conversation something goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Connect,
    Hello,
    Sender,
    Recipient,
    /// After the whole mail has come; it is kept all the same.
    Content,
}

/// What one conversation is like.
#[derive(Debug, Clone, Copy)]
pub enum Mood {
    Good,
    /// Answers this instead.
    Says(Stage, &'static str),
    /// Hangs up without an answer.
    HangsUp(Stage),
    /// Answers after so long.
    IsSlow(Stage, Duration),
}

impl Mood {
    const fn stage(self) -> Option<Stage> {
        match self {
            Self::Good => None,
            Self::Says(stage, _) | Self::HangsUp(stage) | Self::IsSlow(stage, _) => Some(stage),
        }
    }
}

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

#[derive(Debug, Default)]
struct Kept {
    letters: Vec<Letter>,
    moods: VecDeque<Mood>,
    conversations: usize,
}

/// Listens until the test ends; its threads end with the test binary.
#[derive(Debug)]
pub struct MailServer {
    port: String,
    kept: Arc<Mutex<Kept>>,
}

impl MailServer {
    #[must_use]
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let kept = Arc::new(Mutex::new(Kept::default()));
        let shared = kept.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let kept = shared.clone();
                thread::spawn(move || {
                    let mood = begin(&kept);
                    // Whoever hangs up in the middle has said what there was to say.
                    let _ended =
                        Conversation::new(stream, mood, &kept).and_then(|mut talk| talk.hold());
                });
            }
        });
        Self {
            port: port.to_string(),
            kept,
        }
    }

    /// What a program needs to know to send its mails here.
    #[must_use]
    pub fn settings(&self) -> [(&'static str, &str); 6] {
        [
            ("VARTA__MAIL__HOST", "127.0.0.1"),
            ("VARTA__MAIL__PORT", &self.port),
            ("VARTA__MAIL__ENCRYPTION", "none"),
            ("VARTA__MAIL__FROM", "Варта <varta@example.org>"),
            ("VARTA__MAIL__TIMEOUT_SECONDS", "1"),
            ("VARTA__HTTP__PUBLIC_URL", "https://varta.example.org"),
        ]
    }

    /// The moods of the next conversations; after them it is good again.
    pub fn expect(&self, moods: &[Mood]) {
        lock(&self.kept).moods.extend(moods);
    }

    #[must_use]
    pub fn letters(&self) -> Vec<Letter> {
        lock(&self.kept).letters.clone()
    }

    #[must_use]
    pub fn conversations(&self) -> usize {
        lock(&self.kept).conversations
    }

    /// Waits until there are as many.
    #[track_caller]
    #[must_use]
    pub fn wait_for(&self, number: usize) -> Vec<Letter> {
        until("the mails arrive", || {
            let letters = self.letters();
            (letters.len() >= number).then_some(letters)
        })
    }
}

fn lock(kept: &Mutex<Kept>) -> MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

fn begin(kept: &Mutex<Kept>) -> Mood {
    let mut kept = lock(kept);
    kept.conversations += 1;
    kept.moods.pop_front().unwrap_or(Mood::Good)
}

struct Conversation<'a> {
    lines: BufReader<TcpStream>,
    out: TcpStream,
    mood: Mood,
    kept: &'a Mutex<Kept>,
    from: String,
    to: Vec<String>,
}

impl<'a> Conversation<'a> {
    fn new(stream: TcpStream, mood: Mood, kept: &'a Mutex<Kept>) -> std::io::Result<Self> {
        Ok(Self {
            out: stream.try_clone()?,
            lines: BufReader::new(stream),
            mood,
            kept,
            from: String::new(),
            to: Vec::new(),
        })
    }

    fn hold(&mut self) -> std::io::Result<()> {
        self.answer(Stage::Connect, "220 mail.example.org ESMTP")?;
        loop {
            let line = self.line()?;
            let verb = line.split([' ', ':']).next().unwrap_or_default();
            match verb.to_ascii_uppercase().as_str() {
                "EHLO" | "HELO" => self.answer(Stage::Hello, "250 mail.example.org")?,
                "MAIL" => {
                    self.from = address(&line);
                    self.answer(Stage::Sender, "250 2.1.0 Ok")?;
                }
                "RCPT" => {
                    self.to.push(address(&line));
                    self.answer(Stage::Recipient, "250 2.1.5 Ok")?;
                }
                "DATA" => {
                    self.say("354 End with a dot")?;
                    self.take()?;
                    self.answer(Stage::Content, "250 2.0.0 Queued")?;
                }
                "QUIT" => return self.say("221 2.0.0 Bye"),
                _ => self.say("250 2.0.0 Ok")?,
            }
        }
    }

    fn line(&mut self) -> std::io::Result<String> {
        let mut line = String::new();
        match self.lines.read_line(&mut line)? {
            0 => Err(std::io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(line.trim_end_matches(['\r', '\n']).to_owned()),
        }
    }

    fn take(&mut self) -> std::io::Result<()> {
        let mut raw = String::new();
        loop {
            let line = self.line()?;
            if line == "." {
                break;
            }
            raw.push_str(line.strip_prefix('.').unwrap_or(&line));
            raw.push_str("\r\n");
        }
        let refused = matches!(self.mood, Mood::Says(Stage::Content, _));
        if !refused {
            let letter = Letter {
                from: std::mem::take(&mut self.from),
                to: std::mem::take(&mut self.to),
                raw,
            };
            plant(&letter.token());
            letter.to.iter().for_each(|address| plant(address));
            lock(self.kept).letters.push(letter);
        }
        Ok(())
    }

    fn answer(&mut self, stage: Stage, usual: &str) -> std::io::Result<()> {
        if self.mood.stage() != Some(stage) {
            return self.say(usual);
        }
        match self.mood {
            Mood::Good => self.say(usual),
            Mood::Says(_, other) => self.say(other),
            Mood::HangsUp(_) => Err(std::io::ErrorKind::ConnectionAborted.into()),
            Mood::IsSlow(_, time) => {
                thread::sleep(time);
                self.say(usual)
            }
        }
    }

    fn say(&mut self, line: &str) -> std::io::Result<()> {
        self.out.write_all(format!("{line}\r\n").as_bytes())
    }
}

/// What stands between the angle brackets.
fn address(line: &str) -> String {
    let inside = line
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or_else(String::new, |(address, _)| address.to_owned())
}
