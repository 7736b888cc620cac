//! Certificates of a test's own making, and a connection that may become encrypted.

use std::io::{Read, Result, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use tempfile::NamedTempFile;

/// An authority that nobody knows but whoever is given its file, and a server that it vouches for.
#[derive(Debug)]
pub struct Authority {
    file: NamedTempFile,
    pub(super) server: Arc<ServerConfig>,
}

impl Authority {
    /// Vouches for a server of this name or address.
    #[must_use]
    pub fn vouching_for(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::<String>::new()).expect("parameters");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let authority = CertifiedIssuer::self_signed(params, key).expect("an authority");
        let mut file = NamedTempFile::new().expect("a file");
        let pem = authority.pem();
        file.write_all(pem.as_bytes()).expect("written");

        let key = KeyPair::generate().expect("a key");
        let params = CertificateParams::new([name.to_owned()]).expect("a name");
        let certificate = params.signed_by(&key, &authority).expect("a certificate");
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
        let provider = Arc::new(aws_lc_rs::default_provider());
        let server = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .expect("a certificate and its key");
        Self {
            file,
            server: Arc::new(server),
        }
    }

    /// Where its own certificate stands.
    #[must_use]
    pub fn file(&self) -> &Path {
        self.file.path()
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
