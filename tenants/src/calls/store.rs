//! The SQL of calls.

use diesel::prelude::*;

use super::{Applicant, Call, CallOutcome, Phone};
use crate::clock::Moment;
use crate::db::schema::calls;
use crate::db::{CommunityTx, Error, Tx};
use crate::ids::{AccountId, AppealId, CallId};
use crate::text::{Flat, Name, Words};

pub(super) fn insert(
    tx: &mut CommunityTx<'_>,
    appeal: AppealId,
    outcome: CallOutcome,
    applicant: &Applicant,
    words: &Words,
) -> Result<(), Error> {
    diesel::insert_into(calls::table)
        .values((
            calls::community_id.eq(tx.community()),
            calls::id.eq(CallId::new()),
            calls::appeal_id.eq(appeal),
            calls::outcome.eq(outcome.code()),
            calls::applicant_name.eq(&applicant.name),
            calls::applicant_phone.eq(&applicant.phone),
            calls::flat.eq(&applicant.flat),
            calls::words.eq(words),
            calls::taken_at.eq(tx.now()),
            calls::taken_by.eq(tx.actor().account()),
        ))
        .execute(tx.conn())?;
    Ok(())
}

#[derive(AsChangeset)]
#[diesel(table_name = calls)]
struct Amendment<'a> {
    applicant_name: Option<&'a Name>,
    applicant_phone: Option<&'a Phone>,
    flat: Option<&'a Flat>,
    words: Option<&'a Words>,
}

pub(super) fn amend_first(
    tx: &mut CommunityTx<'_>,
    appeal: AppealId,
    applicant: &Applicant,
    words: Option<&Words>,
) -> Result<(), Error> {
    let community = tx.community();
    let first: CallId = calls::table
        .filter(
            calls::community_id
                .eq(community)
                .and(calls::appeal_id.eq(appeal)),
        )
        .order((calls::taken_at, calls::id))
        .select(calls::id)
        .first(tx.conn())?;
    let amendment = Amendment {
        applicant_name: applicant.name.as_ref(),
        applicant_phone: applicant.phone.as_ref(),
        flat: applicant.flat.as_ref(),
        words,
    };
    // Diesel refuses an UPDATE that sets nothing.
    if applicant != &Applicant::default() || words.is_some() {
        diesel::update(
            calls::table.filter(calls::community_id.eq(community).and(calls::id.eq(first))),
        )
        .set(amendment)
        .execute(tx.conn())?;
    }
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = calls)]
struct Row {
    id: CallId,
    outcome: String,
    applicant_name: Option<Name>,
    applicant_phone: Option<Phone>,
    flat: Option<Flat>,
    words: Words,
    taken_at: Moment,
    taken_by: Option<AccountId>,
}

pub(super) fn of_appeal(tx: &mut CommunityTx<'_>, appeal: AppealId) -> Result<Vec<Call>, Error> {
    let community = tx.community();
    let rows: Vec<Row> = calls::table
        .filter(
            calls::community_id
                .eq(community)
                .and(calls::appeal_id.eq(appeal)),
        )
        .order((calls::taken_at, calls::id))
        .select(Row::as_select())
        .load(tx.conn())?;
    Ok(rows
        .into_iter()
        .map(|row| Call {
            id: row.id,
            appeal,
            outcome: row.outcome,
            applicant: Applicant {
                name: row.applicant_name,
                phone: row.applicant_phone,
                flat: row.flat,
            },
            words: row.words,
            taken_at: row.taken_at,
            taken_by: row.taken_by,
        })
        .collect())
}
