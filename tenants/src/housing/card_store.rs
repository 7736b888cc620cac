//! The SQL of a building's card: all that is known of a building, in one round trip.
//!
//! Lists come as JSON, read back into the very entries: a card has four of them, and each as a
//! query of its own would cost more than all the rest.

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Text, Uuid};

use super::building::Building;
use crate::db::{Binds, CommunityTx, Error, Prepared, Statement, Tx};
use crate::ids::{BuildingId, CommunityId};

/// One row, or none: `card`, the JSON of a [`Building`]. Two values: community, building.
macro_rules! card_sql {
    () => {
        "SELECT jsonb_build_object( \
           'entry', to_jsonb(b), \
           'settlement_id', t.id, 'settlement', t.name, 'street_kind', s.kind, 'street', s.name, \
           'other_names', (SELECT coalesce(jsonb_agg(to_jsonb(a) ORDER BY a.name, a.id), '[]') \
             FROM street_aliases a WHERE a.community_id = b.community_id AND a.street_id = s.id), \
           'entrances', (SELECT coalesce(jsonb_agg(to_jsonb(e) ORDER BY e.number), '[]') \
             FROM entrances e WHERE e.community_id = b.community_id AND e.building_id = b.id), \
           'flat_queues', (SELECT coalesce(jsonb_agg(to_jsonb(f) ORDER BY f.first_flat), '[]') \
             FROM flat_queues f WHERE f.community_id = b.community_id AND f.building_id = b.id) \
         )::text AS card \
         FROM buildings b \
         JOIN streets s ON s.community_id = b.community_id AND s.id = b.street_id \
         JOIN settlements t ON t.community_id = s.community_id AND t.id = s.settlement_id \
         WHERE b.community_id = ? AND b.id = ?"
    };
}
pub(crate) use card_sql;

struct Card {
    community: CommunityId,
    building: BuildingId,
}

impl Statement for Card {
    type Id = Self;
    type Row = (Text,);
    const SQL: &'static str = card_sql!();

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.building)?;
        Ok(())
    }
}

pub(super) fn card(
    tx: &mut CommunityTx<'_>,
    building: BuildingId,
) -> Result<Option<Building>, Error> {
    let card = Card {
        community: tx.community(),
        building,
    };
    let row: Option<(String,)> = Prepared(card).get_result(tx.conn()).optional()?;
    row.map(|(card,)| read_card(&card)).transpose()
}

/// A building from its JSON.
pub(crate) fn read_card(json: &str) -> Result<Building, Error> {
    serde_json::from_str(json).map_err(|error| Error::Unreadable {
        what: "card of a building",
        value: error.to_string(),
    })
}
