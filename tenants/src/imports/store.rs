//! The SQL of imports.

use diesel::prelude::*;

use super::import::{GivenRows, Import, ImportState, Seen};
use crate::clock::Moment;
use crate::db::schema::{import_rows, imports};
use crate::db::{CommunityTx, Error, Tx};
use crate::ids::ImportId;

/// One value of many megabytes would be held several times over on its way.
const PART: usize = 1 << 18;

pub(super) fn insert(tx: &mut CommunityTx<'_>, new: &Import) -> Result<(), Error> {
    diesel::insert_into(imports::table)
        .values((
            imports::community_id.eq(tx.community()),
            imports::region_id.eq(tx.region()),
            imports::id.eq(new.id),
            imports::holds.eq(new.holds),
            imports::file.eq(&new.file),
            imports::mapping.eq(&new.mapping),
            imports::dry_run.eq(new.dry_run),
            imports::state.eq(new.state),
            imports::started_at.eq(new.started_at),
            imports::told_at.eq(new.told_at),
        ))
        .execute(tx.conn())?;
    Ok(())
}

pub(super) fn interrupt_silent(tx: &mut CommunityTx<'_>, since: Moment) -> Result<(), Error> {
    diesel::update(
        imports::table
            .filter(imports::community_id.eq(tx.community()))
            .filter(
                imports::state
                    .eq(ImportState::Running)
                    .and(imports::told_at.lt(since)),
            ),
    )
    .set((
        imports::state.eq(ImportState::Interrupted),
        imports::ended_at.eq(imports::told_at.nullable()),
    ))
    .execute(tx.conn())?;
    Ok(())
}

pub(super) fn forget(tx: &mut CommunityTx<'_>, before: Moment) -> Result<(), Error> {
    diesel::delete(
        imports::table
            .filter(imports::community_id.eq(tx.community()))
            .filter(imports::ended_at.lt(before)),
    )
    .execute(tx.conn())?;
    Ok(())
}

pub(super) fn tell(tx: &mut CommunityTx<'_>, id: ImportId, seen: Seen) -> Result<(), Error> {
    let now = tx.now();
    diesel::update(imports::table.find((tx.community(), id)))
        .set((
            imports::rows_read.eq(seen.read),
            imports::rows_all.eq(seen.all),
            imports::refused.eq(seen.refused),
            imports::suspicious.eq(seen.suspicious),
            imports::told_at.eq(now),
        ))
        .execute(tx.conn())?;
    Ok(())
}

pub(super) fn end(
    tx: &mut CommunityTx<'_>,
    id: ImportId,
    state: ImportState,
    report: Option<&str>,
    reason: Option<&str>,
) -> Result<(), Error> {
    let now = tx.now();
    diesel::update(imports::table.find((tx.community(), id)))
        .set((
            imports::state.eq(state),
            imports::report.eq(report),
            imports::reason.eq(reason),
            imports::ended_at.eq(now),
        ))
        .execute(tx.conn())?;
    Ok(())
}

pub(super) fn insert_rows(
    tx: &mut CommunityTx<'_>,
    id: ImportId,
    kind: GivenRows,
    csv: &[u8],
) -> Result<(), Error> {
    for (part, piece) in (0_i32..).zip(csv.chunks(PART)) {
        diesel::insert_into(import_rows::table)
            .values((
                import_rows::community_id.eq(tx.community()),
                import_rows::import_id.eq(id),
                import_rows::kind.eq(kind),
                import_rows::part.eq(part),
                import_rows::csv.eq(piece),
            ))
            .execute(tx.conn())?;
    }
    Ok(())
}

pub(super) fn find(tx: &mut CommunityTx<'_>, id: ImportId) -> Result<Option<Import>, Error> {
    Ok(imports::table
        .find((tx.community(), id))
        .select(Import::as_select())
        .first(tx.conn())
        .optional()?)
}

pub(super) fn list(
    tx: &mut CommunityTx<'_>,
    before: Option<ImportId>,
    limit: i64,
) -> Result<Vec<Import>, Error> {
    let mut query = imports::table
        .filter(imports::community_id.eq(tx.community()))
        .order(imports::id.desc())
        .limit(limit)
        .select(Import::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(imports::id.lt(before));
    }
    Ok(query.load(tx.conn())?)
}

pub(super) fn rows(
    tx: &mut CommunityTx<'_>,
    id: ImportId,
    kind: GivenRows,
) -> Result<Vec<Vec<u8>>, Error> {
    Ok(import_rows::table
        .filter(import_rows::community_id.eq(tx.community()))
        .filter(
            import_rows::import_id
                .eq(id)
                .and(import_rows::kind.eq(kind)),
        )
        .order(import_rows::part)
        .select(import_rows::csv)
        .load(tx.conn())?)
}
