//! Offers an appeal to another community.

use serde::Serialize;

use super::{Error, store};
use crate::access::Action;
use crate::appeals::{self, Change, Moved, Step};
use crate::calls;
use crate::db::{CommunityTx, Tx};
use crate::ids::{AppealId, CommunityId, HandoverId};
use crate::ledger::{Kind, NewEvent};
use crate::text::Words;

/// To whom, and why.
#[derive(Debug, Clone)]
pub struct NewHandover {
    pub appeal: AppealId,
    pub to: CommunityId,
    pub reason: Words,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered {
    pub handover: HandoverId,
    pub appeal_version: i32,
}

/// Offers it; until the other side answers, nobody else works on it here.
pub fn offer(
    tx: &mut CommunityTx<'_>,
    new: &NewHandover,
    expected: Option<i32>,
) -> Result<Offered, Error> {
    tx.require(Action::OfferHandover)?;
    if new.to == tx.community() {
        return Err(Error::OwnCommunity);
    }
    if !store::is_active_community(tx, new.to)? {
        return Err(Error::UnknownCommunity);
    }
    let handover = HandoverId::new();
    let change = Change {
        sent: Some(handover),
        ..Change::default()
    };
    let moved = appeals::advance(tx, new.appeal, Step::OfferHandover, expected, change)?;
    let appeal = store::offered_appeal(tx, new.appeal)?;
    let first_call = calls::of_appeal(tx, new.appeal)?
        .into_iter()
        .next()
        .ok_or(appeals::Error::NotFound)?;
    store::insert(tx, handover, new, &appeal, &first_call)?;
    let body = Body {
        moved,
        handover,
        to_community: new.to,
        reason: &new.reason,
    };
    tx.record(NewEvent::new(
        tx.community(),
        Kind::HandoverOffered,
        new.appeal,
        &body,
    )?);
    Ok(Offered {
        handover,
        appeal_version: moved.version,
    })
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(flatten)]
    moved: Moved,
    handover: HandoverId,
    to_community: CommunityId,
    reason: &'a Words,
}
