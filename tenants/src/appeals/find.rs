//! One appeal.

use super::{Appeal, Error, store};
use crate::access::Action;
use crate::db::CommunityTx;
use crate::ids::AppealId;

/// The appeal with this id, if it is this community's.
pub fn find(tx: &mut CommunityTx<'_>, id: AppealId) -> Result<Appeal, Error> {
    tx.require(Action::SeeAppeals)?;
    store::find(tx, id)?.ok_or(Error::NotFound)
}
