//! Settlements by hand. A settlement's code is what it is; its name and category may change.

use super::super::Error;
use super::super::entry::{EntryState, SettlementEntry};
use super::super::store_entries::{self as store, Stored};
use super::{create, save, seen};
use crate::access::Action;
use crate::db::CommunityTx;
use crate::ids::SettlementId;
use crate::ledger::Kind;
use crate::regions::Katottg;
use crate::text::{Name, Text};

#[derive(Debug, Clone)]
pub struct NewSettlement {
    pub katottg: Katottg,
    pub name: Name,
    pub category: Text<20>,
}

/// What is missing stays as it is.
#[derive(Debug, Clone, Default)]
pub struct SettlementChange {
    pub name: Option<Name>,
    pub category: Option<Text<20>>,
    pub state: Option<EntryState>,
}

pub fn create_settlement(
    tx: &mut CommunityTx<'_>,
    new: &NewSettlement,
) -> Result<SettlementEntry, Error> {
    tx.require(Action::EditHousing)?;
    if let Some(id) = store::settlement_with(tx, new.katottg.as_str())? {
        return Err(Error::taken("katottg", id));
    }
    let entry = SettlementEntry {
        community_id: tx.community(),
        id: SettlementId::new(),
        katottg: new.katottg.to_string(),
        name: new.name.to_string(),
        category: new.category.to_string(),
        state: EntryState::Active,
        version: 1,
    };
    create(tx, entry, Kind::SettlementCreated)
}

pub fn change_settlement(
    tx: &mut CommunityTx<'_>,
    id: SettlementId,
    change: &SettlementChange,
    expected: Option<i32>,
) -> Result<SettlementEntry, Error> {
    let before: SettlementEntry = seen(tx, id, expected, Error::NoSuchSettlement)?;
    let mut after = before.clone();
    if let Some(name) = &change.name {
        after.name = name.to_string();
    }
    if let Some(category) = &change.category {
        after.category = category.to_string();
    }
    after.state = change.state.unwrap_or(after.state);
    save(tx, &before, after, Kind::SettlementChanged)
}

/// One settlement, whatever its state.
pub fn settlement(tx: &mut CommunityTx<'_>, id: SettlementId) -> Result<SettlementEntry, Error> {
    tx.require(Action::SearchHousing)?;
    SettlementEntry::find(tx, id)?.ok_or(Error::NoSuchSettlement)
}
