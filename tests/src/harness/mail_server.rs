//! A mail server on loopback: takes real SMTP, keeps what arrives, and answers as badly as a
//! test wants it to.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use mailparse::{MailHeaderMap, parse_mail};
use rustls::ServerConfig;

use super::mail_tls::{Authority, Wire};
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
    overheard: Vec<String>,
}

/// How it keeps others from listening in.
#[derive(Debug, Clone)]
enum Encryption {
    None,
    /// Offered in the clear, and then changed to.
    Starttls(Arc<ServerConfig>),
    /// From the first byte.
    Tls(Arc<ServerConfig>),
}

/// Who alone may send, as RFC 4616 says it.
pub const SENDER: (&str, &str) = ("varta", "сім пін на пошту");

/// Listens until the test ends; its threads end with the test binary.
#[derive(Debug)]
pub struct MailServer {
    port: String,
    kept: Arc<Mutex<Kept>>,
}

impl MailServer {
    #[must_use]
    pub fn start() -> Self {
        Self::listen(Encryption::None)
    }

    /// One that takes mails from `SENDER` alone, once the line is encrypted.
    #[must_use]
    pub fn start_with_starttls(authority: Authority) -> Self {
        Self::listen(Encryption::Starttls(authority.server()))
    }

    /// The same, encrypted from the first byte.
    #[must_use]
    pub fn start_with_tls(authority: Authority) -> Self {
        Self::listen(Encryption::Tls(authority.server()))
    }

    fn listen(encryption: Encryption) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let kept = Arc::new(Mutex::new(Kept::default()));
        let shared = kept.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (kept, encryption) = (shared.clone(), encryption.clone());
                thread::spawn(move || {
                    let mood = begin(&kept);
                    // Whoever hangs up in the middle has said what there was to say.
                    let _ended = Conversation::new(stream, mood, &kept, encryption)
                        .and_then(|mut talk| talk.hold());
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

    /// The same for a server that encrypts and asks who sends.
    #[must_use]
    pub fn settings_with<'a>(
        &'a self,
        encryption: &'a str,
        ca_file: &'a str,
    ) -> Vec<(&'static str, &'a str)> {
        let mut settings = self.settings().to_vec();
        settings.retain(|(name, _)| *name != "VARTA__MAIL__ENCRYPTION");
        settings.extend([
            ("VARTA__MAIL__ENCRYPTION", encryption),
            ("VARTA__MAIL__CA_FILE", ca_file),
            ("VARTA__MAIL__USER", SENDER.0),
            ("VARTA__MAIL__PASSWORD", SENDER.1),
        ]);
        settings
    }

    /// All that anybody said to it in the clear.
    #[must_use]
    pub fn overheard(&self) -> Vec<String> {
        lock(&self.kept).overheard.clone()
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
    wire: BufReader<Wire>,
    encryption: Encryption,
    is_known: bool,
    mood: Mood,
    kept: &'a Mutex<Kept>,
    from: String,
    to: Vec<String>,
}

impl<'a> Conversation<'a> {
    fn new(
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

    fn hold(&mut self) -> std::io::Result<()> {
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
