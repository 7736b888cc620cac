//! One conversation of the mail server with whoever brings it a mail, and how badly it may go.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::ServerConfig;

use super::letter::Letter;
use super::mail_tls::Wire;
use super::plant;

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

/// What the server knows, for all that talk to it.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub letters: Vec<Letter>,
    pub moods: VecDeque<Mood>,
    pub conversations: usize,
    pub overheard: Vec<String>,
}

/// How it keeps others from listening in.
#[derive(Debug, Clone)]
pub(super) enum Encryption {
    None,
    /// Offered in the clear, and then changed to.
    Starttls(Arc<ServerConfig>),
    /// From the first byte.
    Tls(Arc<ServerConfig>),
}

/// Who alone may send, as RFC 4616 says it.
pub const SENDER: (&str, &str) = ("varta", "сім пін на пошту");

pub(super) fn lock(kept: &Mutex<Kept>) -> MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) struct Conversation<'a> {
    wire: BufReader<Wire>,
    encryption: Encryption,
    is_known: bool,
    mood: Mood,
    kept: &'a Mutex<Kept>,
    from: String,
    to: Vec<String>,
}

impl<'a> Conversation<'a> {
    pub(super) fn new(
        stream: TcpStream,
        mood: Mood,
        kept: &'a Mutex<Kept>,
        encryption: Encryption,
    ) -> std::io::Result<Self> {
        let wire = match &encryption {
            Encryption::Tls(server) => Wire::encrypted(stream, server)?,
            _ => Wire::Clear(stream),
        };
        Ok(Self {
            wire: BufReader::new(wire),
            is_known: matches!(encryption, Encryption::None),
            encryption,
            mood,
            kept,
            from: String::new(),
            to: Vec::new(),
        })
    }

    pub(super) fn hold(&mut self) -> std::io::Result<()> {
        self.answer(Stage::Connect, "220 mail.example.org ESMTP")?;
        loop {
            let line = self.line()?;
            let verb = line.split([' ', ':']).next().unwrap_or_default();
            match verb.to_ascii_uppercase().as_str() {
                "EHLO" | "HELO" => {
                    let offers = self.offers();
                    self.answer(Stage::Hello, offers)?;
                }
                "STARTTLS" => self.encrypt()?,
                "AUTH" => self.know(&line)?,
                "MAIL" if !self.is_known => self.say("530 5.7.0 Who are you?")?,
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

    /// Only what is encrypted may carry a password.
    fn offers(&self) -> &'static str {
        match (&self.encryption, self.wire.get_ref()) {
            (Encryption::Starttls(_), Wire::Clear(_)) => "250-mail.example.org\r\n250 STARTTLS",
            (Encryption::None, _) => "250 mail.example.org",
            _ => "250-mail.example.org\r\n250 AUTH PLAIN",
        }
    }

    fn encrypt(&mut self) -> std::io::Result<()> {
        let (Encryption::Starttls(server), Wire::Clear(stream)) =
            (&self.encryption, self.wire.get_ref())
        else {
            return self.say("502 5.5.1 Not here");
        };
        let (server, stream) = (server.clone(), stream.try_clone()?);
        self.say("220 2.0.0 Go ahead")?;
        // What was said in the clear and not read yet is forgotten with the reader.
        self.wire = BufReader::new(Wire::encrypted(stream, &server)?);
        Ok(())
    }

    fn know(&mut self, line: &str) -> std::io::Result<()> {
        let (user, password) = SENDER;
        let right = STANDARD.encode(format!("\0{user}\0{password}"));
        self.is_known = line == format!("AUTH PLAIN {right}");
        self.say(if self.is_known {
            "235 2.7.0 Welcome"
        } else {
            "535 5.7.8 Not you"
        })
    }

    fn line(&mut self) -> std::io::Result<String> {
        let mut line = String::new();
        match self.wire.read_line(&mut line)? {
            0 => Err(std::io::ErrorKind::UnexpectedEof.into()),
            _ => {
                let line = line.trim_end_matches(['\r', '\n']).to_owned();
                if matches!(self.wire.get_ref(), Wire::Clear(_)) {
                    lock(self.kept).overheard.push(line.clone());
                }
                Ok(line)
            }
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
        let wire = self.wire.get_mut();
        wire.write_all(format!("{line}\r\n").as_bytes())?;
        wire.flush()
    }
}

/// What stands between the angle brackets.
fn address(line: &str) -> String {
    let inside = line
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or_else(String::new, |(address, _)| address.to_owned())
}
