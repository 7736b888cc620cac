//! Reads and small changes.

use diesel::dsl::{exists, select};
use diesel::prelude::*;

use crate::appeals::row::Row;
use crate::appeals::{Appeal, EarlierCall, Error, QueueCursor, SearchCursor, Sought, State};
use crate::calls::Phone;
use crate::clock::Moment;
use crate::db::schema::{appeals, buildings, calls, utilities};
use crate::db::{CommunityTx, Tx};
use crate::ids::{AppealId, BuildingId, HandoverId, UtilityId};
use crate::text::{Flat, Name};

pub(in crate::appeals) fn find(
    tx: &mut CommunityTx<'_>,
    id: AppealId,
) -> Result<Option<Appeal>, Error> {
    let community = tx.community();
    let row: Option<Row> = appeals::table
        .filter(appeals::community_id.eq(community).and(appeals::id.eq(id)))
        .select(Row::as_select())
        .first(tx.conn())
        .optional()?;
    Ok(row.map(Appeal::from))
}

pub(in crate::appeals) fn open_at(
    tx: &mut CommunityTx<'_>,
    building: BuildingId,
    service: &str,
) -> Result<Vec<Appeal>, Error> {
    let community = tx.community();
    let rows: Vec<Row> = appeals::table
        .filter(
            appeals::community_id
                .eq(community)
                .and(appeals::building_id.eq(building)),
        )
        .filter(
            appeals::service_code
                .eq(service)
                .and(appeals::closed_at.is_null()),
        )
        .order((appeals::registered_at, appeals::id))
        .limit(20)
        .select(Row::as_select())
        .load(tx.conn())?;
    Ok(rows.into_iter().map(Appeal::from).collect())
}

pub(in crate::appeals) fn of_caller(
    tx: &mut CommunityTx<'_>,
    phone: &Phone,
    limit: i64,
) -> Result<Vec<EarlierCall>, Error> {
    let community = tx.community();
    let rows: Vec<(Row, Option<Name>, Option<Flat>)> = calls::table
        .inner_join(
            appeals::table.on(appeals::community_id
                .eq(community)
                .and(appeals::id.eq(calls::appeal_id))),
        )
        .filter(
            calls::community_id
                .eq(community)
                .and(calls::applicant_phone.eq(phone)),
        )
        .order((calls::taken_at.desc(), calls::id.desc()))
        .limit(limit)
        .select((Row::as_select(), calls::applicant_name, calls::flat))
        .load(tx.conn())?;
    Ok(rows
        .into_iter()
        .map(|(row, name, flat)| EarlierCall {
            appeal: row.into(),
            name,
            flat,
        })
        .collect())
}

/// Counts a caller in, unless the appeal is closed.
pub(in crate::appeals) fn add_caller(
    tx: &mut CommunityTx<'_>,
    id: AppealId,
) -> Result<Option<(i32, i32)>, Error> {
    let community = tx.community();
    Ok(diesel::update(
        appeals::table
            .filter(appeals::community_id.eq(community).and(appeals::id.eq(id)))
            .filter(appeals::closed_at.is_null()),
    )
    .set((
        appeals::callers.eq(appeals::callers + 1),
        appeals::version.eq(appeals::version + 1),
    ))
    .returning((appeals::callers, appeals::version))
    .get_result(tx.conn())
    .optional()?)
}

/// Raises the version of an open appeal that the caller has seen in its latest state.
pub(in crate::appeals) fn touch(
    tx: &mut CommunityTx<'_>,
    id: AppealId,
    expected: Option<i32>,
) -> Result<i32, Error> {
    let community = tx.community();
    let this = appeals::table.filter(appeals::community_id.eq(community).and(appeals::id.eq(id)));
    let row: Option<(i32, State)> = this
        .select((appeals::version, appeals::state))
        .for_update()
        .first(tx.conn())
        .optional()?;
    let (current, state) = row.ok_or(Error::NotFound)?;
    if expected.is_some_and(|expected| expected != current) {
        return Err(Error::Stale { current });
    }
    if !state.is_open() {
        return Err(Error::Closed);
    }
    Ok(diesel::update(this)
        .set(appeals::version.eq(appeals::version + 1))
        .returning(appeals::version)
        .get_result(tx.conn())?)
}

/// The hand-over by which this appeal came here, if it did.
pub(in crate::appeals) fn received_by(
    tx: &mut CommunityTx<'_>,
    id: AppealId,
) -> Result<Option<HandoverId>, Error> {
    let community = tx.community();
    Ok(appeals::table
        .filter(appeals::community_id.eq(community).and(appeals::id.eq(id)))
        .select(appeals::received_handover_id)
        .first(tx.conn())?)
}

/// Whether a utility works in this community: its own, or the region's.
pub(in crate::appeals) fn serves(
    tx: &mut CommunityTx<'_>,
    utility: UtilityId,
) -> Result<bool, Error> {
    let region = tx.region();
    let found: i64 = utilities::table
        .filter(
            utilities::region_id
                .eq(region)
                .and(utilities::id.eq(utility)),
        )
        .filter(utilities::state.eq("active"))
        .count()
        .get_result(tx.conn())?;
    Ok(found == 1)
}

pub(in crate::appeals) fn queue(
    tx: &mut CommunityTx<'_>,
    state: Option<State>,
    before: Option<Moment>,
    after: Option<QueueCursor>,
    limit: i64,
) -> Result<Vec<Appeal>, Error> {
    let community = tx.community();
    let before = before.unwrap_or(Moment::MAX_UTC);
    let (due_at, id) = after.map_or(
        (Moment::UNIX_EPOCH, AppealId::from_uuid(uuid::Uuid::nil())),
        |c| (c.due_at, c.id),
    );
    // Kept apart by state, not built up as needed: each is one text with a plan that is kept.
    let open = appeals::table
        .filter(
            appeals::community_id
                .eq(community)
                .and(appeals::closed_at.is_null()),
        )
        .filter(appeals::due_at.ge(due_at).and(appeals::due_at.lt(before)))
        .filter(appeals::due_at.gt(due_at).or(appeals::id.gt(id)))
        .order((appeals::due_at, appeals::id))
        .limit(limit)
        .select(Row::as_select());
    let rows: Vec<Row> = match state {
        None => open.load(tx.conn())?,
        Some(state) => open.filter(appeals::state.eq(state)).load(tx.conn())?,
    };
    Ok(rows.into_iter().map(Appeal::from).collect())
}

pub(in crate::appeals) fn has_building(
    tx: &mut CommunityTx<'_>,
    id: BuildingId,
) -> Result<bool, Error> {
    let community = tx.community();
    Ok(select(exists(buildings::table.find((community, id)))).get_result(tx.conn())?)
}

pub(in crate::appeals) fn search(
    tx: &mut CommunityTx<'_>,
    sought: &Sought,
    after: Option<SearchCursor>,
    limit: i64,
) -> Result<Vec<Appeal>, Error> {
    let community = tx.community();
    let (registered_at, id) = after.map_or(
        (Moment::MAX_UTC, AppealId::from_uuid(uuid::Uuid::max())),
        |c| (c.registered_at, c.id),
    );
    let here = appeals::table
        .filter(appeals::community_id.eq(community))
        .filter(appeals::registered_at.le(registered_at))
        .filter(
            appeals::registered_at
                .lt(registered_at)
                .or(appeals::id.lt(id)),
        )
        .order((appeals::registered_at.desc(), appeals::id.desc()))
        .limit(limit)
        .select(Row::as_select());
    let rows: Vec<Row> = match sought {
        Sought::Number(number) => here.filter(appeals::number.eq(number)).load(tx.conn())?,
        Sought::Building(building) => here
            .filter(appeals::building_id.eq(building))
            .load(tx.conn())?,
        Sought::Phone(phone) => {
            let called = calls::table
                .filter(
                    calls::community_id
                        .eq(community)
                        .and(calls::applicant_phone.eq(phone)),
                )
                .select(calls::appeal_id);
            here.filter(appeals::id.eq_any(called)).load(tx.conn())?
        }
    };
    Ok(rows.into_iter().map(Appeal::from).collect())
}
