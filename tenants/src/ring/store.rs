//! The SQL of the place of a call: the building's card and who answers there, in one round trip.

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Nullable, Text, Uuid};

use super::Here;
use crate::db::{Binds, CommunityTx, Error, Prepared, Statement, Tx};
use crate::housing::{card_sql, read_card};
use crate::ids::{BuildingId, CommunityId};
use crate::responsibility::{AnsweringRow, Ask, answering_sql, by_service};

struct HereNow {
    community: CommunityId,
    building: BuildingId,
    ask: Ask<'static>,
}

impl Statement for HereNow {
    type Id = Self;
    type Row = (Nullable<Text>, Text);
    const SQL: &'static str = concat!(
        "WITH card AS (",
        card_sql!(),
        "), answering AS (",
        answering_sql!(),
        ") SELECT (SELECT card FROM card), \
             coalesce((SELECT jsonb_agg(jsonb_build_array(code, name_uk, name_en, \
               CASE WHEN id IS NOT NULL THEN \
                 jsonb_build_array(id, place_kind, boundary, utility_id, name, duty_phone) END)) \
             FROM answering), '[]')::text"
    );

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.building)?;
        self.ask.bind(binds)
    }
}

/// None: there is no such building.
pub(super) fn here(tx: &mut CommunityTx<'_>, building: BuildingId) -> Result<Option<Here>, Error> {
    let asked = HereNow {
        community: tx.community(),
        building,
        ask: Ask::at(tx, building, None, None),
    };
    let (card, answering): (Option<String>, String) = Prepared(asked).get_result(tx.conn())?;
    let Some(card) = card else {
        return Ok(None);
    };
    let rows: Vec<AnsweringRow> =
        serde_json::from_str(&answering).map_err(|error| Error::Unreadable {
            what: "list of those who answer",
            value: error.to_string(),
        })?;
    Ok(Some(Here {
        building: read_card(&card)?,
        services: by_service(rows),
    }))
}
