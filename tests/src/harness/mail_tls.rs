//! Mail servers with certificates, and a connection that may become encrypted.

use std::io::{Read, Result, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::Arc;

use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// An authority that nobody knows but whoever is given its file, and a server that it vouches
/// for. Made for these tests, good for nothing else and for ever.
#[derive(Debug, Clone, Copy)]
pub enum Authority {
    /// Vouches for 127.0.0.1.
    Known,
    /// So does this one, under the same name.
    Stranger,
    /// Vouches for mail.example.org.
    OtherName,
}

impl Authority {
    /// Where its own certificate stands.
    #[must_use]
    pub fn file(self) -> PathBuf {
        self.at("authority.pem")
    }

    fn at(self, file: &str) -> PathBuf {
        let folder = match self {
            Self::Known => "known",
            Self::Stranger => "stranger",
            Self::OtherName => "other_name",
        };
        let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        here.join("src/harness/certificates")
            .join(folder)
            .join(file)
    }

    /// The server that it vouches for.
    pub(super) fn server(self) -> Arc<ServerConfig> {
        let certificate = CertificateDer::from_pem_file(self.at("server.pem"));
        let key = PrivateKeyDer::from_pem_file(self.at("key.pem"));
        let provider = Arc::new(aws_lc_rs::default_provider());
        let server = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.expect("a certificate")],
                key.expect("a key"),
            )
            .expect("a certificate and its key");
        Arc::new(server)
    }
}

/// Somebody at the other end, in the clear or not.
pub(super) enum Wire {
    Clear(TcpStream),
    Encrypted(Box<StreamOwned<ServerConnection, TcpStream>>),
}

impl Wire {
    pub fn encrypted(stream: TcpStream, server: &Arc<ServerConfig>) -> Result<Self> {
        let connection = ServerConnection::new(server.clone()).map_err(std::io::Error::other)?;
        let stream = StreamOwned::new(connection, stream);
        Ok(Self::Encrypted(Box::new(stream)))
    }
}

impl Read for Wire {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        match self {
            Self::Clear(stream) => stream.read(into),
            Self::Encrypted(stream) => stream.read(into),
        }
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        match self {
            Self::Clear(stream) => stream.write(bytes),
            Self::Encrypted(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> Result<()> {
        match self {
            Self::Clear(stream) => stream.flush(),
            Self::Encrypted(stream) => stream.flush(),
        }
    }
}
