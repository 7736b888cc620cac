//! Streets by hand. A street that is renamed keeps its old name as an alias, with its period.

use super::super::entry::{AliasEntry, EntryState, StreetEntry};
use super::super::store_entries::{self as store, Stored};
use super::super::street::StreetKind;
use super::super::{Error, building::stored_kind};
use super::name::{are_the_same, has_no_kind, key_of, written};
use super::rename::{Renaming, keep_old_name, retire_alias_of};
use super::{create, parent, save, seen};
use crate::access::Action;
use crate::db::CommunityTx;
use crate::ids::{SettlementId, StreetId};
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
    let name = written(&new.name);
    has_no_kind(&name, new.kind)?;
    let entry = StreetEntry {
        community_id: tx.community(),
        id: StreetId::new(),
        settlement_id: new.settlement,
        kind: new.kind.code().to_owned(),
        search_key: key_of(&name)?,
        name,
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
        after.name = written(name);
        has_no_kind(&after.name, stored_kind(&after.kind)?)?;
        after.search_key = key_of(&after.name)?;
    }
    after.state = change.state.unwrap_or(after.state);
    if (&after.kind, &after.name) != (&before.kind, &before.name) {
        is_free(tx, &after)?;
        keep_old_name(tx, &before, &after, change.renaming)?;
        retire_alias_of(tx, &after)?;
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

/// In one settlement no two streets of one kind have the same name, however it is written.
fn is_free(tx: &mut CommunityTx<'_>, wanted: &StreetEntry) -> Result<(), Error> {
    let alike = store::streets_with(tx, wanted.settlement_id, &wanted.search_key)?;
    let taken = alike.into_iter().find(|other| {
        other.id != wanted.id
            && other.kind == wanted.kind
            && are_the_same(&other.name, &wanted.name)
    });
    match taken {
        Some(street) => Err(Error::taken("name", street.id)),
        None => Ok(()),
    }
}
