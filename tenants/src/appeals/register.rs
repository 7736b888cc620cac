//! Takes an appeal down.

use serde::Serialize;

use super::{Appeal, Error, NewAppeal, store};
use crate::access::Action;
use crate::calls::CallOutcome;
use crate::db::{CommunityTx, Tx};
use crate::ids::{BuildingId, UtilityId};
use crate::ledger::{Kind, NewEvent};

/// Registers an appeal at a building for a service. Who is responsible there now, and by
/// when it must be done, is settled here; nobody has it yet.
pub fn register(tx: &mut CommunityTx<'_>, new: &NewAppeal) -> Result<Appeal, Error> {
    tx.require(Action::RegisterAppeal)?;
    let (situation, number) = store::situation_and_number(tx, new.building, &new.service)?;
    situation.is_taken_down()?;
    let appeal = Appeal::begin(
        new.kind,
        number,
        &new.service,
        Some(new.building),
        situation,
        tx.now(),
    );
    store::insert(
        tx,
        &appeal,
        CallOutcome::Registered,
        &new.applicant,
        &new.words,
    );
    tx.record(taken_down(tx, Kind::AppealRegistered, &appeal)?);
    Ok(appeal)
}

/// The event of an appeal that was taken down, in whichever way.
pub(super) fn taken_down(
    tx: &CommunityTx<'_>,
    kind: Kind,
    appeal: &Appeal,
) -> Result<NewEvent, Error> {
    let body = TakenDown {
        number: appeal.number,
        kind: appeal.kind.code(),
        to: appeal.state.code(),
        service: &appeal.service,
        building: appeal.building,
        responsible: appeal.responsible,
        version: appeal.version,
    };
    Ok(NewEvent::new(tx.community(), kind, appeal.id, &body)?)
}

#[derive(Serialize)]
struct TakenDown<'a> {
    number: i64,
    kind: &'static str,
    to: &'static str,
    service: &'a str,
    building: Option<BuildingId>,
    responsible: Option<UtilityId>,
    version: i32,
}
