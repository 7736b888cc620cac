//! Other names of a street by hand, each with its period.

use chrono::NaiveDate;

use super::super::Error;
use super::super::entry::{AliasEntry, EntryState};
use super::super::record::OtherNameKind;
use super::super::store_entries as store;
use super::street::key_of;
use super::{create, parent, save, seen};
use crate::access::Action;
use crate::db::CommunityTx;
use crate::ids::{StreetAliasId, StreetId};
use crate::ledger::Kind;
use crate::text::Name;

#[derive(Debug, Clone)]
pub struct NewAlias {
    pub kind: OtherNameKind,
    pub name: Name,
    pub used_from: Option<NaiveDate>,
    pub used_to: Option<NaiveDate>,
}

/// What is missing stays as it is; `Some(None)` takes a day away.
#[derive(Debug, Clone, Default)]
pub struct AliasChange {
    pub kind: Option<OtherNameKind>,
    pub name: Option<Name>,
    pub used_from: Option<Option<NaiveDate>>,
    pub used_to: Option<Option<NaiveDate>>,
    pub state: Option<EntryState>,
}

pub fn create_alias(
    tx: &mut CommunityTx<'_>,
    street: StreetId,
    new: &NewAlias,
) -> Result<AliasEntry, Error> {
    tx.require(Action::EditHousing)?;
    parent::street(tx, street, "street_id", Error::UnknownStreet)?;
    let entry = AliasEntry {
        community_id: tx.community(),
        id: StreetAliasId::new(),
        street_id: street,
        kind: new.kind,
        name: new.name.to_string(),
        search_key: key_of(new.name.as_str())?,
        used_from: new.used_from,
        used_to: new.used_to,
        state: EntryState::Active,
        version: 1,
    };
    fits(tx, &entry)?;
    create(tx, entry, Kind::AliasCreated)
}

pub fn change_alias(
    tx: &mut CommunityTx<'_>,
    street: StreetId,
    id: StreetAliasId,
    change: &AliasChange,
    expected: Option<i32>,
) -> Result<AliasEntry, Error> {
    let before: AliasEntry = seen(tx, id, expected, Error::UnknownAlias)?;
    if before.street_id != street {
        return Err(Error::UnknownAlias);
    }
    let mut after = before.clone();
    after.kind = change.kind.unwrap_or(after.kind);
    if let Some(name) = &change.name {
        after.name = name.to_string();
        after.search_key = key_of(name.as_str())?;
    }
    after.used_from = change.used_from.unwrap_or(after.used_from);
    after.used_to = change.used_to.unwrap_or(after.used_to);
    after.state = change.state.unwrap_or(after.state);
    if after != before {
        fits(tx, &after)?;
    }
    save(tx, &before, after, Kind::AliasChanged)
}

fn fits(tx: &mut CommunityTx<'_>, alias: &AliasEntry) -> Result<(), Error> {
    if alias
        .used_to
        .is_some_and(|to| alias.used_from.is_some_and(|from| to <= from))
    {
        return Err(Error::EndsBeforeItBegins);
    }
    let known = store::aliases_of(tx, alias.street_id)?;
    let taken = known
        .into_iter()
        .find(|other| other.id != alias.id && other.name == alias.name);
    match taken {
        Some(other) => Err(Error::taken("name", other.id)),
        None => Ok(()),
    }
}
