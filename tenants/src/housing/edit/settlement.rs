//! Settlements by hand. A settlement's code is what it is; its name and category may change.

use super::super::Error;
use super::super::entry::{EntryState, SettlementCategory, SettlementEntry};
use super::super::store_entries::{self as store, Stored};
use super::super::store_import::own_katottg;
use super::name::written;
use super::{create, save, seen};
use crate::access::Action;
use crate::db::{self, CommunityTx};
use crate::ids::SettlementId;
use crate::ledger::Kind;
use crate::regions::Katottg;
use crate::text::Name;

#[derive(Debug, Clone)]
pub struct NewSettlement {
    pub katottg: Katottg,
    pub name: Name,
    pub category: SettlementCategory,
}

/// What is missing stays as it is.
#[derive(Debug, Clone, Default)]
pub struct SettlementChange {
    pub name: Option<Name>,
    pub category: Option<SettlementCategory>,
    pub state: Option<EntryState>,
}

pub fn create_settlement(
    tx: &mut CommunityTx<'_>,
    new: &NewSettlement,
) -> Result<SettlementEntry, Error> {
    tx.require(Action::EditHousing)?;
    let own = own_code(tx)?;
    if !new.katottg.shares_community_with(&own) {
        return Err(Error::OfAnotherCommunity { own });
    }
    if let Some(id) = store::settlement_with(tx, new.katottg.as_str())? {
        return Err(Error::taken("katottg", id));
    }
    let entry = SettlementEntry {
        community_id: tx.community(),
        id: SettlementId::new(),
        katottg: new.katottg.to_string(),
        name: written(&new.name),
        category: new.category.code().to_owned(),
        state: EntryState::Active,
        version: 1,
    };
    create(tx, entry, Kind::SettlementCreated)
}

fn own_code(tx: &mut CommunityTx<'_>) -> Result<Katottg, db::Error> {
    let code = own_katottg(tx)?;
    code.parse().map_err(|_| db::Error::Unreadable {
        what: "code of the community",
        value: code,
    })
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
        after.name = written(name);
    }
    if let Some(category) = change.category {
        category.code().clone_into(&mut after.category);
    }
    after.state = change.state.unwrap_or(after.state);
    save(tx, &before, after, Kind::SettlementChanged)
}

/// One settlement, whatever its state.
pub fn settlement(tx: &mut CommunityTx<'_>, id: SettlementId) -> Result<SettlementEntry, Error> {
    tx.require(Action::SearchHousing)?;
    SettlementEntry::find(tx, id)?.ok_or(Error::NoSuchSettlement)
}
