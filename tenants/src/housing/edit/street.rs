//! Streets by hand. A street that is renamed keeps its old name as an alias, with its period.

use chrono::NaiveDate;

use super::super::entry::{AliasEntry, EntryState, StreetEntry};
use super::super::record::OtherNameKind;
use super::super::spelling::{exact_key, lossy_key};
use super::super::store_entries::{self as store, Stored};
use super::super::street::StreetKind;
use super::super::{Error, building::stored_kind};
use super::{create, parent, save, seen};
use crate::access::Action;
use crate::db::{CommunityTx, Tx};
use crate::ids::{SettlementId, StreetAliasId, StreetId};
use crate::ledger::Kind;
use crate::text::Name;

#[derive(Debug, Clone)]
pub struct NewStreet {
    pub settlement: SettlementId,
    pub kind: StreetKind,
    pub name: Name,
}

/// What is missing stays as it is.
#[derive(Debug, Clone, Default)]
pub struct StreetChange {
    pub kind: Option<StreetKind>,
    pub name: Option<Name>,
    pub renaming: Renaming,
    pub state: Option<EntryState>,
}

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

/// A street with all its names.
#[derive(Debug, Clone, PartialEq)]
pub struct StreetCard {
    pub street: StreetEntry,
    pub kind: StreetKind,
    pub aliases: Vec<AliasEntry>,
}

pub fn create_street(tx: &mut CommunityTx<'_>, new: &NewStreet) -> Result<StreetCard, Error> {
    tx.require(Action::EditHousing)?;
    parent::settlement(tx, new.settlement)?;
    let entry = StreetEntry {
        community_id: tx.community(),
        id: StreetId::new(),
        settlement_id: new.settlement,
        kind: new.kind.code().to_owned(),
        name: new.name.to_string(),
        search_key: key_of(new.name.as_str())?,
        source_ref: None,
        state: EntryState::Active,
        version: 1,
    };
    is_free(tx, &entry)?;
    let street = create(tx, entry, Kind::StreetCreated)?;
    Ok(StreetCard {
        street,
        kind: new.kind,
        aliases: Vec::new(),
    })
}

pub fn change_street(
    tx: &mut CommunityTx<'_>,
    id: StreetId,
    change: &StreetChange,
    expected: Option<i32>,
) -> Result<StreetCard, Error> {
    let before: StreetEntry = seen(tx, id, expected, Error::UnknownStreet)?;
    let mut after = before.clone();
    if let Some(kind) = change.kind {
        kind.code().clone_into(&mut after.kind);
    }
    if let Some(name) = &change.name {
        after.name = name.to_string();
        after.search_key = key_of(name.as_str())?;
    }
    after.state = change.state.unwrap_or(after.state);
    if (&after.kind, &after.name) != (&before.kind, &before.name) {
        is_free(tx, &after)?;
        keep_old_name(tx, &before, &after, change.renaming)?;
    }
    let street = save(tx, &before, after, Kind::StreetChanged)?;
    card(tx, street)
}

/// One street with all its names, whatever its state.
pub fn street(tx: &mut CommunityTx<'_>, id: StreetId) -> Result<StreetCard, Error> {
    tx.require(Action::SearchHousing)?;
    let street = StreetEntry::find(tx, id)?.ok_or(Error::UnknownStreet)?;
    card(tx, street)
}

fn card(tx: &mut CommunityTx<'_>, street: StreetEntry) -> Result<StreetCard, Error> {
    Ok(StreetCard {
        kind: stored_kind(&street.kind)?,
        aliases: store::aliases_of(tx, street.id)?,
        street,
    })
}

/// A name without a letter or digit cannot be looked for.
pub(super) fn key_of(name: &str) -> Result<String, Error> {
    let key = lossy_key(name);
    if key.is_empty() {
        return Err(Error::NamesNothing);
    }
    Ok(key)
}

/// In one settlement no two streets of one kind have the same name, however it is written.
fn is_free(tx: &mut CommunityTx<'_>, wanted: &StreetEntry) -> Result<(), Error> {
    let exact = exact_key(&wanted.name);
    let alike = store::streets_with(tx, wanted.settlement_id, &wanted.search_key)?;
    let taken = alike.into_iter().find(|other| {
        other.id != wanted.id && other.kind == wanted.kind && exact_key(&other.name) == exact
    });
    match taken {
        Some(street) => Err(Error::taken("name", street.id)),
        None => Ok(()),
    }
}

/// The old name began when the one before it ended, as far as that is known.
fn keep_old_name(
    tx: &mut CommunityTx<'_>,
    before: &StreetEntry,
    after: &StreetEntry,
    renaming: Renaming,
) -> Result<(), Error> {
    let used_to = match renaming {
        Renaming::Misspelt => return Ok(()),
        Renaming::On(day) => day,
        Renaming::Today => crate::clock::day_in_kyiv(tx.now()),
    };
    let used_from = store::last_renamed(tx, before.id)?.filter(|day| *day < used_to);
    let name = if before.kind == after.kind {
        before.name.clone()
    } else {
        format!("{} {}", stored_kind(&before.kind)?.short(), before.name)
    };
    let known = store::aliases_of(tx, before.id)?;
    if let Some(old) = known.into_iter().find(|alias| alias.name == name) {
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
        name,
        search_key: before.search_key.clone(),
        used_from,
        used_to: Some(used_to),
        state: EntryState::Active,
        version: 1,
    };
    create(tx, alias, Kind::AliasCreated).map(drop)
}
