//! What becomes of the names of a street that gets another one: each is known with its period.

use chrono::NaiveDate;

use super::super::entry::{AliasEntry, EntryState, StreetEntry};
use super::super::record::OtherNameKind;
use super::super::store_entries as store;
use super::super::{Error, building::stored_kind};
use super::name::{are_the_same, key_of};
use super::{create, save};
use crate::clock::day_in_kyiv;
use crate::db::{CommunityTx, Tx};
use crate::ids::StreetAliasId;
use crate::ledger::Kind;

/// Why a street gets another name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Renaming {
    /// It was renamed on this day, or today: the old name stays known.
    #[default]
    Today,
    On(NaiveDate),
    /// It never was called as it stood here.
    Misspelt,
}

/// The old name stays known, unless it never was one or says the same as the new one. It began
/// when the one before it ended, as far as that is known.
pub(super) fn keep_old_name(
    tx: &mut CommunityTx<'_>,
    before: &StreetEntry,
    after: &StreetEntry,
    renaming: Renaming,
) -> Result<(), Error> {
    let is_the_same = before.kind == after.kind && are_the_same(&before.name, &after.name);
    if renaming == Renaming::Misspelt || is_the_same {
        return Ok(());
    }
    let last = store::last_renamed(tx, before.id)?;
    let used_to = day_of(renaming, last, day_in_kyiv(tx.now()))?;
    let used_from = last.filter(|day| *day < used_to);
    let name = if before.kind == after.kind {
        before.name.clone()
    } else {
        with_kind(before)?
    };
    let known = store::aliases_of(tx, before.id)?;
    if let Some(old) = known
        .into_iter()
        .find(|alias| are_the_same(&alias.name, &name))
    {
        let again = AliasEntry {
            used_to: Some(used_to),
            used_from: old.used_from.filter(|day| *day < used_to),
            state: EntryState::Active,
            ..old.clone()
        };
        return save(tx, &old, again, Kind::AliasChanged).map(drop);
    }
    let alias = AliasEntry {
        community_id: before.community_id,
        id: StreetAliasId::new(),
        street_id: before.id,
        kind: OtherNameKind::Old,
        search_key: key_of(&name)?,
        name,
        used_from,
        used_to: Some(used_to),
        state: EntryState::Active,
        version: 1,
    };
    create(tx, alias, Kind::AliasCreated).map(drop)
}

/// The first day of the new name. A street is renamed after it was renamed before.
fn day_of(
    renaming: Renaming,
    last: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<NaiveDate, Error> {
    let Renaming::On(day) = renaming else {
        return Ok(today);
    };
    match last {
        _ if day > today => Err(Error::Coming {
            field: "renamed_on",
        }),
        Some(last) if day < last => Err(Error::RenamedBefore { last }),
        _ => Ok(day),
    }
}

/// What a street is called now is none of its other names any more.
pub(super) fn retire_alias_of(tx: &mut CommunityTx<'_>, street: &StreetEntry) -> Result<(), Error> {
    for alias in store::aliases_of(tx, street.id)? {
        if alias.state == EntryState::Active && is_called(street, &alias.name)? {
            let retired = AliasEntry {
                state: EntryState::Retired,
                ..alias.clone()
            };
            save(tx, &alias, retired, Kind::AliasChanged)?;
        }
    }
    Ok(())
}

/// Whether this is the street's own name, with its type or without.
pub(super) fn is_called(street: &StreetEntry, name: &str) -> Result<bool, Error> {
    Ok(are_the_same(&street.name, name) || are_the_same(&with_kind(street)?, name))
}

fn with_kind(street: &StreetEntry) -> Result<String, Error> {
    Ok(format!(
        "{} {}",
        stored_kind(&street.kind)?.short(),
        street.name
    ))
}
