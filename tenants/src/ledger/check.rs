//! Lets whoever keeps a community see for themselves that nobody rewrote its ledger: stretch by
//! stretch, so that no request is long, however long the ledger is.

use super::canonical::GENESIS;
use super::verify::{self, Break, Head, Walk};
use crate::access::Action;
use crate::clock::Moment;
use crate::db::{self, CommunityTx, Tx};
use crate::ids::LedgerId;

#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    #[error("the ledger has positions from 0 to {end}")]
    NoSuchPosition { end: i64 },
    #[error(transparent)]
    Denied(#[from] db::Denied),
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl db::Failure for CheckError {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            Self::NoSuchPosition { .. } | Self::Denied(_) => None,
        }
    }
}

/// The end of the community's ledger, and when it was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealedHead {
    pub head: Head,
    /// Nothing while there is no event.
    pub sealed_at: Option<Moment>,
}

/// What came of one stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    pub head: SealedHead,
    /// The last position that holds.
    pub checked_to: i64,
    pub broken: Option<Break>,
}

impl Stretch {
    /// After which position the next stretch begins; nothing at the end.
    #[must_use]
    pub fn next(&self) -> Option<i64> {
        let goes_on = self.broken.is_none() && self.checked_to < self.head.head.position;
        goes_on.then_some(self.checked_to)
    }
}

/// Where the community's ledger ends.
pub fn head(tx: &mut CommunityTx<'_>) -> Result<SealedHead, CheckError> {
    tx.require(Action::SeeLedger)?;
    let ledger = LedgerId::from(tx.community());
    Ok(verify::head(tx.conn(), ledger)?.map_or(
        SealedHead {
            head: Head {
                ledger,
                position: 0,
                hash: GENESIS,
            },
            sealed_at: None,
        },
        |(head, sealed_at)| SealedHead {
            head,
            sealed_at: Some(sealed_at),
        },
    ))
}

/// Walks on from a position. What stands there was walked to before, or is found out then.
pub fn check(tx: &mut CommunityTx<'_>, after: i64) -> Result<Stretch, CheckError> {
    let end = head(tx)?;
    if !(0..=end.head.position).contains(&after) {
        return Err(CheckError::NoSuchPosition {
            end: end.head.position,
        });
    }
    let broken = |checked_to, broken| Stretch {
        head: end,
        checked_to,
        broken: Some(broken),
    };
    let Some(mut walk) = Walk::after(tx.conn(), end.head.ledger, after)? else {
        let missing = Break::Gap {
            expected: after,
            found: after + 1,
        };
        return Ok(broken(after - 1, missing));
    };
    let page = verify::page(tx.conn(), end.head.ledger, after, end.head.position)?;
    if let Some(found) = walk.take(&page)? {
        return Ok(broken(walk.position(), found));
    }
    let is_over = page.is_empty() || walk.position() == end.head.position;
    Ok(Stretch {
        head: end,
        checked_to: walk.position(),
        broken: if is_over { walk.end(&end.head) } else { None },
    })
}
