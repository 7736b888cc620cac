//! Leafs through the registry: settlements, their streets, the houses of a street.

use super::building::stored_kind;
use super::house_number::HouseNumber;
use super::list_store as store;
use super::query::read_query;
use super::spelling::lossy_key;
use super::{Error, street::StreetKind};
use crate::access::Action;
use crate::db::CommunityTx;
use crate::ids::{BuildingId, SettlementId, StreetId};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    pub id: SettlementId,
    pub katottg: String,
    pub name: String,
    /// The classifier's letter.
    pub category: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Street {
    pub id: StreetId,
    pub settlement_id: SettlementId,
    pub settlement: String,
    pub kind: StreetKind,
    pub name: String,
}

/// Which streets are meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StreetsSought {
    pub settlement: Option<SettlementId>,
    /// The beginning of any word of a name, present or other, as a dispatcher types it.
    pub typed: Option<String>,
}

/// The street behind which a page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreetCursor {
    pub name: String,
    pub id: StreetId,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseOnStreet {
    pub id: BuildingId,
    pub number: String,
    pub multi_flat: bool,
    /// Where it stands among the others.
    pub place: String,
}

/// All settlements, by name. A community has a few dozen at most.
pub fn settlements(tx: &mut CommunityTx<'_>) -> Result<Vec<Settlement>, Error> {
    tx.require(Action::SearchHousing)?;
    Ok(store::settlements(tx)?)
}

/// A page of streets, in the order of their names.
pub fn streets(
    tx: &mut CommunityTx<'_>,
    sought: &StreetsSought,
    after: Option<&StreetCursor>,
    limit: i64,
) -> Result<Vec<Street>, Error> {
    tx.require(Action::SearchHousing)?;
    if let Some(id) = sought.settlement
        && !store::has_settlement(tx, id)?
    {
        return Err(Error::UnknownSettlement);
    }
    let keys = sought.typed.as_deref().map(keys_of);
    // What holds no letter names no street; it does not name all of them.
    if keys.as_ref().is_some_and(Vec::is_empty) {
        return Ok(Vec::new());
    }
    store::streets(tx, sought.settlement, keys.as_deref(), after, limit)?
        .into_iter()
        .map(|row| {
            Ok(Street {
                id: row.id,
                settlement_id: row.settlement_id,
                settlement: row.settlement,
                kind: stored_kind(&row.kind)?,
                name: row.name,
            })
        })
        .collect()
}

fn keys_of(typed: &str) -> Vec<String> {
    let mut keys: Vec<String> = read_query(typed)
        .iter()
        .map(|reading| lossy_key(&reading.street))
        .filter(|key| !key.is_empty())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A page of a street's houses, as they stand: 2, 10, 10А, 10/1.
pub fn buildings_on(
    tx: &mut CommunityTx<'_>,
    street: StreetId,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<HouseOnStreet>, Error> {
    tx.require(Action::SearchHousing)?;
    if !store::has_street(tx, street)? {
        return Err(Error::UnknownStreet);
    }
    let mut houses: Vec<HouseOnStreet> = store::buildings_on(tx, street)?
        .into_iter()
        .map(|(id, number, number_key, multi_flat)| HouseOnStreet {
            place: place_of(&number, &number_key),
            id,
            number,
            multi_flat,
        })
        .filter(|house| after.is_none_or(|after| house.place.as_str() > after))
        .collect();
    houses.sort_unstable_by(|a, b| a.place.cmp(&b.place));
    houses.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(houses)
}

/// A number that is not understood stands behind all others.
fn place_of(number: &str, number_key: &str) -> String {
    HouseNumber::parse(number).map_or_else(|_| format!("~{number_key}"), |n| n.sort_key())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn houses_stand_as_on_the_street() {
        let mut numbers = [
            "10/1",
            "100",
            "казарма",
            "2",
            "10А",
            "10",
            "10 корп. 2",
            "9",
        ];
        numbers.sort_by_key(|number| place_of(number, number));
        assert_eq!(
            numbers,
            [
                "2",
                "9",
                "10",
                "10 корп. 2",
                "10/1",
                "10А",
                "100",
                "казарма"
            ]
        );
    }

    #[test]
    fn streets_are_sought_on_any_layout_and_never_by_nothing() {
        assert_eq!(keys_of("Кленова"), [lossy_key("Кленова")]);
        // A number at the end may belong to the name.
        assert!(keys_of("вул. Кленова 12").contains(&lossy_key("Кленова")));
        assert!(keys_of("Rktyjdf").contains(&lossy_key("Кленова")));
        assert!(keys_of(" -., ").is_empty());
        assert!(keys_of("131в/9").is_empty());
    }
}
