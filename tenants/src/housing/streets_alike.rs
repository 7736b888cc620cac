//! The SQL that finds the streets a line may mean.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Bool, Integer, Nullable, Text, Uuid};

use super::candidate::Reason;
use super::spelling::lossy_key;
use super::typed::{Settled, Sought};
use crate::db::{Binds, CommunityTx, Error, Prepared, Statement, Tx};
use crate::ids::{CommunityId, SettlementId, StreetId};

/// A street that may be meant, with all its names.
#[derive(Clone, Debug)]
pub(super) struct NamedStreet {
    pub id: StreetId,
    pub kind: String,
    pub settlement: String,
    pub settlement_key: String,
    /// The present name stands first.
    pub names: Vec<StreetName>,
}

#[derive(Clone, Debug)]
pub(super) struct StreetName {
    pub name: String,
    pub search_key: String,
    /// None: the present name.
    pub alias_kind: Option<String>,
}

impl NamedStreet {
    pub fn name(&self) -> &str {
        self.names.first().map_or("", |name| name.name.as_str())
    }
}

impl StreetName {
    pub fn alias_reason(&self) -> Option<Reason> {
        match self.alias_kind.as_deref()? {
            "old" => Some(Reason::OldName),
            "russian" => Some(Reason::RussianForm),
            _ => Some(Reason::Colloquial),
        }
    }
}

struct Alike<'a> {
    community: CommunityId,
    sought: &'a Sought,
}

type AlikeRow = (
    i32,
    StreetId,
    String,
    SettlementId,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
);

impl Statement for Alike<'_> {
    type Id = Alike<'static>;
    type Row = (
        Integer,
        Uuid,
        Text,
        Uuid,
        Text,
        Text,
        Nullable<Text>,
        Nullable<Text>,
        Nullable<Text>,
    );
    const SQL: &'static str = include_str!("streets_alike.sql");

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        let Sought {
            spellings,
            beginnings,
            names,
            near,
            ..
        } = self.sought;
        binds
            .next::<Array<Integer>, _>(&spellings.key)?
            .next::<Array<Integer>, _>(&spellings.word)?
            .next::<Array<Text>, _>(&spellings.spelling)?
            .next::<Array<Bool>, _>(&spellings.whole)?
            .next::<Array<Integer>, _>(&spellings.points)?
            .next::<Array<Integer>, _>(&spellings.most)?
            .next::<Array<Integer>, _>(&near.key)?
            .next::<Array<Uuid>, _>(&near.settlement)?
            .next::<Array<Bool>, _>(&near.exact)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.community)?
            .next::<Array<Integer>, _>(&beginnings.key)?
            .next::<Array<Integer>, _>(&beginnings.word)?
            .next::<Array<Text>, _>(&beginnings.least)?
            .next::<Array<Text>, _>(&beginnings.beyond)?
            .next::<Uuid, _>(&self.community)?
            .next::<Array<Integer>, _>(&names.key)?
            .next::<Array<Text>, _>(&names.name)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.community)?;
        Ok(())
    }
}

struct SettledIn {
    community: CommunityId,
}

impl Statement for SettledIn {
    type Id = Self;
    type Row = (Uuid, Text);
    const SQL: &'static str = "\
        SELECT s.id, s.name FROM set_config('plan_cache_mode', 'force_generic_plan', true) AS kept, \
          settlements s WHERE s.community_id = ? AND s.state = 'active'";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds.next::<Uuid, _>(&self.community)?;
        Ok(())
    }
}

/// The settlements that a line may name, in no order.
///
/// On the way this transaction is told to keep its plans, which would be a round trip of its own:
/// the planner takes the arrays of what was typed for what they hold, makes another plan for
/// each line, and needs longer for that than the look-up for its work.
pub(super) fn settled(tx: &mut CommunityTx<'_>) -> Result<Vec<Settled>, Error> {
    let community = tx.community();
    let rows: Vec<(SettlementId, String)> = Prepared(SettledIn { community }).load(tx.conn())?;
    let mut keys = KEYS.lock().unwrap_or_else(PoisonError::into_inner);
    if keys.len() > MOST_KEYS {
        keys.clear();
    }
    let settled = rows.into_iter().map(|(id, name)| Settled {
        id,
        key: match keys.get(&name) {
            Some(key) => key.clone(),
            None => keys
                .entry(name.clone())
                .or_insert_with_key(|name| lossy_key(name))
                .clone(),
        },
        name,
    });
    Ok(settled.collect())
}

/// Keys of the names of settlements: the same few hundred in every look-up.
static KEYS: LazyLock<Mutex<HashMap<String, String>>> = LazyLock::new(Mutex::default);
/// More than an oblast has; from one with other names the memory is taken back.
const MOST_KEYS: usize = 10_000;

/// For each typed line, by its key, the streets that share words with it.
pub(super) fn streets_alike(
    tx: &mut CommunityTx<'_>,
    sought: &Sought,
    settlements: &[Settled],
) -> Result<HashMap<usize, Vec<NamedStreet>>, Error> {
    let community = tx.community();
    let rows: Vec<AlikeRow> = Prepared(Alike { community, sought }).load(tx.conn())?;
    let settlements: HashMap<SettlementId, &Settled> =
        settlements.iter().map(|one| (one.id, one)).collect();
    let mut found: HashMap<usize, Vec<NamedStreet>> = HashMap::new();
    for (key, id, kind, settlement, name, search_key, alias, alias_key, alias_kind) in rows {
        // A settlement that is no more has no streets that anybody lives in.
        let Some(settlement) = settlements.get(&settlement) else {
            continue;
        };
        let streets = found.entry(usize::try_from(key).unwrap_or(0)).or_default();
        if streets.last().is_none_or(|last| last.id != id) {
            streets.push(NamedStreet {
                id,
                kind,
                settlement: settlement.name.clone(),
                settlement_key: settlement.key.clone(),
                names: vec![StreetName {
                    name,
                    search_key,
                    alias_kind: None,
                }],
            });
        }
        if let (Some(street), Some(name), Some(search_key)) = (streets.last_mut(), alias, alias_key)
        {
            street.names.push(StreetName {
                name,
                search_key,
                alias_kind,
            });
        }
    }
    Ok(found)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A street as the look-up returns it, with other names and their kinds.
    pub(in crate::housing) fn street(
        settlement: &str,
        name: &str,
        aliases: &[(&str, &str)],
    ) -> NamedStreet {
        let named = |name: &str, kind: Option<&str>| StreetName {
            name: name.to_owned(),
            search_key: lossy_key(name),
            alias_kind: kind.map(str::to_owned),
        };
        NamedStreet {
            id: StreetId::new(),
            kind: "vulytsia".to_owned(),
            settlement: settlement.to_owned(),
            settlement_key: lossy_key(settlement),
            names: std::iter::once(named(name, None))
                .chain(aliases.iter().map(|(name, kind)| named(name, Some(kind))))
                .collect(),
        }
    }
}
