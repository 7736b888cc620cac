//! Lists responsibilities, a page at a time, and looks one up.

use super::responsibility::{Responsibility, ResponsibilityError};
use super::store::{self, Filter};
use crate::access::Action;
use crate::clock::Moment;
use crate::db::CommunityTx;
use crate::ids::{ResponsibilityId, UtilityId};

/// Those of one utility or of all; valid at a moment or whenever; after one that was seen.
pub fn list(
    tx: &mut CommunityTx<'_>,
    utility: Option<UtilityId>,
    valid_at: Option<Moment>,
    after: Option<ResponsibilityId>,
    limit: i64,
) -> Result<Vec<Responsibility>, ResponsibilityError> {
    tx.require(Action::SeeCommunity)?;
    Ok(store::list(
        tx,
        &Filter {
            utility,
            valid_at,
            after,
            limit,
        },
    )?)
}

pub fn find(
    tx: &mut CommunityTx<'_>,
    id: ResponsibilityId,
) -> Result<Responsibility, ResponsibilityError> {
    tx.require(Action::SeeCommunity)?;
    store::find(tx, id)?.ok_or(ResponsibilityError::NotFound)
}
