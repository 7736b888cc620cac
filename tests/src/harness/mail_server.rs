//! A mail server on loopback: takes real SMTP, keeps what arrives, and answers as badly as a
//! test wants it to.

use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use super::letter::Letter;
use super::mail_talk::{Conversation, Encryption, Kept, Mood, SENDER, lock};
use super::mail_tls::Authority;
use super::until;

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

fn begin(kept: &Mutex<Kept>) -> Mood {
    let mut kept = lock(kept);
    kept.conversations += 1;
    kept.moods.pop_front().unwrap_or(Mood::Good)
}
