//! What is known, before anything is written: the answer before the assignment.

use super::{Appeal, Deadlines, Error, ServiceTimes, store};
use crate::access::Action;
use crate::db::{CommunityTx, Tx};
use crate::ids::{BuildingId, UtilityId};

/// What a dispatcher tells the caller, or joins the caller to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub place: String,
    pub urgency: String,
    pub times: ServiceTimes,
    /// By when it would have to be done, were it registered now.
    pub deadlines: Deadlines,
    /// Nobody: the appeal would go to the unowned queue.
    pub responsible: Option<UtilityId>,
    /// Open appeals at this building for this service, the oldest first.
    pub open: Vec<Appeal>,
}

/// Who is responsible here for this service now, and which open appeals stand here.
pub fn known(
    tx: &mut CommunityTx<'_>,
    building: BuildingId,
    service: &str,
) -> Result<Known, Error> {
    tx.require(Action::RegisterAppeal)?;
    let situation = store::situation(tx, building, service)?;
    let open = store::open_at(tx, building, service)?;
    Ok(Known {
        place: situation.place,
        urgency: situation.urgency,
        times: situation.times,
        deadlines: Deadlines::from(tx.now(), situation.times),
        responsible: situation.responsible,
        open,
    })
}
