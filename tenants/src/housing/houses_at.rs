//! The SQL that looks up the houses of streets, and the entrances of their flats.

use std::collections::{HashMap, HashSet};

use diesel::RunQueryDsl;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Integer, Nullable, Text, Uuid};

use super::house_number::HouseReading;
use crate::db::{Binds, CommunityTx, Error, Prepared, Statement, Tx};
use crate::ids::{BuildingId, CommunityId, StreetId};

pub(super) type Houses = HashMap<(StreetId, String), House>;

/// Houses to look up, and flats whose entrances are asked for.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    known: HashSet<(StreetId, String)>,
    streets: Vec<StreetId>,
    numbers: Vec<String>,
    flats: Vec<i32>,
}

impl Wanted {
    pub fn add(&mut self, street: StreetId, houses: &[HouseReading]) {
        for HouseReading { house, flat, .. } in houses {
            let key = house.key();
            if self.known.insert((street, key.clone())) {
                self.streets.push(street);
                self.numbers.push(key);
            }
            if let Some(flat) = flat.as_ref().and_then(|flat| flat.parse().ok())
                && !self.flats.contains(&flat)
            {
                self.flats.push(flat);
            }
        }
    }
}

/// A house that was looked up.
#[derive(Clone, Debug)]
pub(super) struct House {
    pub id: BuildingId,
    pub number: String,
    /// Asked-for flats with the entrances whose range they lie in.
    entrances: Vec<(i32, i32)>,
}

impl House {
    #[cfg(test)]
    pub const fn new(id: BuildingId, number: String, entrances: Vec<(i32, i32)>) -> Self {
        Self {
            id,
            number,
            entrances,
        }
    }

    /// The one entrance that has the flat; ranges that overlap tell nothing.
    pub fn entrance_of(&self, flat: &str) -> Option<i32> {
        let flat: i32 = flat.parse().ok()?;
        let mut having = self.entrances.iter().filter(|(asked, _)| *asked == flat);
        match (having.next(), having.next()) {
            (Some((_, entrance)), None) => Some(*entrance),
            _ => None,
        }
    }
}

struct HousesAt<'a> {
    community: CommunityId,
    wanted: &'a Wanted,
}

type HouseRow = (
    BuildingId,
    StreetId,
    String,
    String,
    Option<i32>,
    Option<i32>,
);

impl Statement for HousesAt<'_> {
    type Id = HousesAt<'static>;
    type Row = (Uuid, Uuid, Text, Text, Nullable<Integer>, Nullable<Integer>);
    const SQL: &'static str = "\
        SELECT b.id, b.street_id, b.number, b.number_key, e.flat, e.number \
        FROM unnest(?::uuid[], ?::text[]) AS w (street_id, number_key) \
        JOIN buildings b ON b.community_id = ? AND b.street_id = w.street_id \
                        AND b.number_key = w.number_key AND b.state = 'active' \
        LEFT JOIN LATERAL ( \
          SELECT f.flat, e.number FROM unnest(?::int4[]) AS f (flat) \
          JOIN entrances e ON e.community_id = ? AND e.building_id = b.id AND e.state = 'active' \
                          AND f.flat BETWEEN e.first_flat AND e.last_flat) e ON true";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Array<Uuid>, _>(&self.wanted.streets)?
            .next::<Array<Text>, _>(&self.wanted.numbers)?
            .next::<Uuid, _>(&self.community)?
            .next::<Array<Integer>, _>(&self.wanted.flats)?
            .next::<Uuid, _>(&self.community)?;
        Ok(())
    }
}

/// Those of the wanted houses that there are.
pub(super) fn houses_at(tx: &mut CommunityTx<'_>, wanted: &Wanted) -> Result<Houses, Error> {
    let mut houses = Houses::new();
    if wanted.streets.is_empty() {
        return Ok(houses);
    }
    let community = tx.community();
    let rows: Vec<HouseRow> = Prepared(HousesAt { community, wanted }).load(tx.conn())?;
    for (id, street, number, key, flat, entrance) in rows {
        let house = houses.entry((street, key)).or_insert_with(|| House {
            id,
            number,
            entrances: Vec::new(),
        });
        house.entrances.extend(flat.zip(entrance));
    }
    Ok(houses)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_in_two_entrances_is_in_neither() {
        let house = House::new(
            BuildingId::new(),
            "1".to_owned(),
            vec![(5, 1), (21, 2), (21, 3)],
        );
        assert_eq!(house.entrance_of("5"), Some(1));
        assert_eq!(house.entrance_of("21"), None);
        assert_eq!(house.entrance_of("99"), None);
        assert_eq!(house.entrance_of("5А"), None);
    }
}
