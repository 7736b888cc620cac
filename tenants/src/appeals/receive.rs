//! Takes over an appeal that another community handed over: a copy of one's own.

use super::register::taken_down;
use super::{Appeal, AppealKind, Error, store};
use crate::calls::{Applicant, CallOutcome};
use crate::db::{CommunityTx, Tx};
use crate::ids::{BuildingId, HandoverId};
use crate::ledger::Kind;
use crate::text::Words;

/// What the contract carries, and what the receiver adds.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub handover: HandoverId,
    pub service: String,
    /// The building in the receiver's own registry, when it is known there.
    pub building: Option<BuildingId>,
    /// The place in the sender's words.
    pub place: String,
    pub applicant: Applicant,
    pub words: Words,
}

/// Registers the receiver's own appeal. The right was checked where the hand-over was
/// accepted; the clock starts anew, because the receiver learns of it only now.
pub(crate) fn receive(tx: &mut CommunityTx<'_>, received: &Received) -> Result<Appeal, Error> {
    let (situation, number) = match received.building {
        Some(building) => store::situation_and_number(tx, building, &received.service)?,
        None => store::situation_of_service(tx, &received.service, &received.place)?,
    };
    situation.is_in_use()?;
    let taken = Appeal::begin(
        AppealKind::Operational,
        number,
        &received.service,
        received.building,
        situation,
        tx.now(),
    );
    let appeal = Appeal {
        received: Some(received.handover),
        ..taken
    };
    store::insert(
        tx,
        &appeal,
        CallOutcome::HandedOver,
        &received.applicant,
        &received.words,
    );
    tx.record(taken_down(tx, Kind::AppealRegistered, &appeal)?);
    Ok(appeal)
}
