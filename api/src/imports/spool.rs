//! Brings a body of many megabytes to the disk, as it comes.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use actix_web::web::{self, Bytes, Payload};
use futures_util::StreamExt;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::error::{Code, Problem};

/// Whoever sends nothing for so long has gone.
const PATIENCE: Duration = Duration::from_secs(15);
/// The longest file: a million buildings are some 90 MB.
const LONGEST: u64 = 100 << 20;

/// A file that was given; it goes with the folder in which it lies.
#[derive(Debug)]
pub(super) struct Spooled {
    pub folder: TempDir,
    pub path: PathBuf,
    pub hash: [u8; 32],
}

/// Under its own name, by which the report and the ledger know it.
pub(super) async fn spool(mut body: Payload, name: &str) -> Result<Spooled, Problem> {
    let folder = tempfile::tempdir().map_err(|error| unwritable(&error))?;
    let path = folder.path().join(name);
    let mut file = File::create(&path).map_err(|error| unwritable(&error))?;
    let (mut hash, mut length) = (Sha256::new(), 0_u64);
    loop {
        let Ok(piece) = tokio::time::timeout(PATIENCE, body.next()).await else {
            return Err(Problem::new(Code::BodyTooSlow));
        };
        let Some(piece) = piece else { break };
        let piece = piece.map_err(|error| Problem::new(Code::MalformedRequest).reason(error))?;
        length += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        if length > LONGEST {
            return Err(Problem::new(Code::BodyTooLarge).with("max_bytes", LONGEST));
        }
        hash.update(&piece);
        file = write(file, piece).await?;
    }
    Ok(Spooled {
        folder,
        path,
        hash: hash.finalize().into(),
    })
}

/// A disk may be slow: nobody else waits for it.
async fn write(mut file: File, piece: Bytes) -> Result<File, Problem> {
    let written = web::block(move || file.write_all(&piece).map(|()| file)).await;
    match written {
        Ok(Ok(file)) => Ok(file),
        Ok(Err(error)) => Err(unwritable(&error)),
        Err(_panicked) => Err(Problem::new(Code::Internal)),
    }
}

fn unwritable(error: &io::Error) -> Problem {
    tracing::error!(%error, "a file that was given cannot be kept for its import");
    Problem::new(Code::Internal)
}
