//! Other names of a street by hand, each with its period.

use chrono::NaiveDate;

use super::super::Error;
use super::super::entry::{AliasEntry, EntryState, StreetEntry};
use super::super::record::OtherNameKind;
use super::super::store_entries::{self as store, Stored};
use super::name::{are_the_same, key_of, written};
use super::rename::is_called;
use super::{create, parent, save, seen};
use crate::access::Action;
use crate::clock::day_in_kyiv;
use crate::db::{CommunityTx, Tx};
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
    let street = parent::street(tx, street, "street_id", Error::UnknownStreet)?;
    let name = written(&new.name);
    let entry = AliasEntry {
        community_id: tx.community(),
        id: StreetAliasId::new(),
        street_id: street.id,
        kind: new.kind,
        search_key: key_of(&name)?,
        name,
        used_from: new.used_from,
        used_to: new.used_to,
        state: EntryState::Active,
        version: 1,
    };
    fits(tx, &street, &entry)?;
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
        after.name = written(name);
        after.search_key = key_of(&after.name)?;
    }
    after.used_from = change.used_from.unwrap_or(after.used_from);
    after.used_to = change.used_to.unwrap_or(after.used_to);
    after.state = change.state.unwrap_or(after.state);
    if after != before {
        let street = StreetEntry::find(tx, street)?.ok_or(Error::UnknownStreet)?;
        fits(tx, &street, &after)?;
    }
    save(tx, &before, after, Kind::AliasChanged)
}

/// A name that is used from a coming day on would be found today: it is entered on that day.
fn fits(tx: &mut CommunityTx<'_>, street: &StreetEntry, alias: &AliasEntry) -> Result<(), Error> {
    let today = day_in_kyiv(tx.now());
    if alias.used_from.is_some_and(|from| from > today) {
        return Err(Error::Coming { field: "used_from" });
    }
    if alias
        .used_to
        .is_some_and(|to| alias.used_from.is_some_and(|from| to <= from))
    {
        return Err(Error::EndsBeforeItBegins);
    }
    if alias.state == EntryState::Active && is_called(street, &alias.name)? {
        return Err(Error::taken("name", street.id));
    }
    let known = store::aliases_of(tx, alias.street_id)?;
    let taken = known
        .into_iter()
        .find(|other| other.id != alias.id && are_the_same(&other.name, &alias.name));
    match taken {
        Some(other) => Err(Error::taken("name", other.id)),
        None => Ok(()),
    }
}
