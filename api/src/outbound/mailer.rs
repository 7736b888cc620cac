//! The way to the mail server.

use std::net::{IpAddr, ToSocketAddrs};
use std::time::Duration;

use lettre::Message as Mail;
use lettre::message::Mailbox;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{
    Certificate, CertificateStore, SmtpConnection, TlsParameters,
};
use lettre::transport::smtp::extension::ClientId;

use crate::config::{self, Encryption, Settings};

/// Why mail cannot be sent with these settings.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    #[error("mail.from must be an address such as Варта <varta@example.gov.ua>")]
    From,
    #[error("mail.host is set, so http.public_url must be: the links of mails begin with it")]
    NoAddress,
    #[error(
        "http.public_url must begin with https:// (or, on this machine, http://) and end with a host"
    )]
    Address,
    #[error("mail.encryption may be none only for a server on this machine, such as 127.0.0.1")]
    Unencrypted,
    #[error("mail.ca_file: {0}")]
    AuthorityFile(std::io::Error),
    #[error("mail.ca_file must hold certificates in PEM")]
    Authority,
    #[error("mail.host: {0}")]
    Tls(#[from] Error),
}

/// Why a mail did not go through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendError {
    /// It may well go through later: the server was away, busy, or did not know us.
    Failed(String),
    /// The server, or the mail itself, will not have it.
    Refused(String),
}

pub struct Mailer {
    host: String,
    port: u16,
    encryption: Encryption,
    tls: TlsParameters,
    credentials: Option<Credentials>,
    from: Mailbox,
    hello: ClientId,
    public_url: String,
    timeout: Duration,
}

impl Mailer {
    /// Nothing when no server is set: then no mail is sent.
    pub fn new(settings: &Settings) -> Result<Option<Self>, MailError> {
        let mail = &settings.mail;
        if mail.host.is_empty() {
            return Ok(None);
        }
        if mail.encryption == Encryption::None && !is_here(&mail.host) {
            return Err(MailError::Unencrypted);
        }
        let public_url = settings.http.public_url.trim_end_matches('/');
        if public_url.is_empty() {
            return Err(MailError::NoAddress);
        }
        let name = host_of(public_url).ok_or(MailError::Address)?;
        Ok(Some(Self {
            host: mail.host.clone(),
            port: mail.port,
            encryption: mail.encryption,
            tls: tls(mail)?,
            credentials: (!mail.user.is_empty())
                .then(|| Credentials::new(mail.user.clone(), mail.password.expose().to_owned())),
            from: mail.from.parse().map_err(|_| MailError::From)?,
            hello: ClientId::Domain(name.to_owned()),
            public_url: public_url.to_owned(),
            timeout: Duration::from_secs(mail.timeout_seconds),
        }))
    }

    /// Sends one mail, over a connection of its own.
    pub fn send(&self, mail: &Mail) -> Result<(), SendError> {
        // Whatever goes wrong until the server listens is not the mail's fault.
        let mut server = self
            .connect()
            .map_err(|error| SendError::Failed(reason(&error)))?;
        let sent = server.send(mail.envelope(), &mail.formatted());
        match sent {
            Ok(_) => {
                // It has been taken: what the farewell says changes nothing.
                drop(server.quit());
                Ok(())
            }
            Err(error) if error.is_permanent() || error.is_client() => {
                Err(SendError::Refused(reason(&error)))
            }
            Err(error) => Err(SendError::Failed(reason(&error))),
        }
    }

    fn connect(&self) -> Result<SmtpConnection, Error> {
        let wrapped = (self.encryption == Encryption::Tls).then_some(&self.tls);
        let mut server = SmtpConnection::connect(
            (self.host.as_str(), self.port),
            Some(self.timeout),
            &self.hello,
            wrapped,
            None,
        )?;
        if self.encryption == Encryption::Starttls {
            // A server that does not offer it is refused: nobody may take it off the wire.
            server.starttls(&self.tls, &self.hello)?;
        }
        if let Some(credentials) = &self.credentials {
            server.auth(DEFAULT_MECHANISMS, credentials)?;
        }
        Ok(server)
    }

    /// An address of ours, for people outside.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    #[must_use]
    pub const fn from(&self) -> &Mailbox {
        &self.from
    }

    /// What our messages are named after.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.from.email.domain()
    }
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mailer")
            .field("host", &self.host)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

/// The server must show a certificate for its name, by an authority of this machine or, when there
/// is a file, by one of those in it.
fn tls(mail: &config::Mail) -> Result<TlsParameters, MailError> {
    let mut tls = TlsParameters::builder(mail.host.clone());
    if let Some(file) = &mail.ca_file {
        let text = std::fs::read(file).map_err(MailError::AuthorityFile)?;
        let authorities = pem::parse_many(text).map_err(|_| MailError::Authority)?;
        if authorities.is_empty() {
            return Err(MailError::Authority);
        }
        tls = tls.certificate_store(CertificateStore::None);
        for authority in authorities {
            let authority = Certificate::from_der(authority.into_contents());
            tls = tls.add_root_certificate(authority.map_err(|_| MailError::Authority)?);
        }
    }
    Ok(tls.build()?)
}

/// Whether all of a server's addresses are this machine's own.
fn is_here(host: &str) -> bool {
    let is_own = |address: IpAddr| address.to_canonical().is_loopback();
    match (host, 0).to_socket_addrs() {
        Ok(addresses) => {
            let mut addresses = addresses.map(|address| address.ip()).peekable();
            addresses.peek().is_some() && addresses.all(is_own)
        }
        Err(_) => false,
    }
}

/// The host of our own address, which must be encrypted unless it is this machine.
fn host_of(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split('/').next()?;
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?.0,
        None => authority.split(':').next()?,
    };
    let is_sound = !host.is_empty() && url.bytes().all(|byte| byte.is_ascii_graphic());
    match scheme {
        "https" if is_sound => Some(host),
        "http" if is_sound && is_here(host) => Some(host),
        _ => None,
    }
}

/// What the server said, without anybody's address: it is shown to administrators and kept.
fn reason(error: &Error) -> String {
    const LONGEST: usize = 300;
    let text = error.to_string();
    let words = text
        .split_whitespace()
        .map(|word| if word.contains('@') { "<…>" } else { word });
    let text: String = words.collect::<Vec<_>>().join(" ");
    text.chars()
        .filter(|c| !c.is_control())
        .take(LONGEST)
        .collect()
}
