//! The SQL of the outbox.

use diesel::PgConnection;
use diesel::prelude::*;

use super::message::{Channel, Message, MessageState};
use crate::clock::Moment;
use crate::db::schema::outbox;
use crate::db::{Error, SystemTx, Tx};
use crate::ids::{CommunityId, MessageId, RegionId};

pub(super) fn insert(conn: &mut PgConnection, message: &Message) -> Result<(), Error> {
    diesel::insert_into(outbox::table)
        .values((
            outbox::region_id.eq(message.region_id),
            outbox::id.eq(message.id),
            outbox::owner_community.eq(message.owner_community),
            outbox::channel.eq(message.channel),
            outbox::kind.eq(message.occasion),
            outbox::account_id.eq(message.account_id),
            outbox::state.eq(message.state),
            outbox::attempts.eq(message.attempts),
            outbox::due_at.eq(message.due_at),
            outbox::created_at.eq(message.created_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// The one that has been due for longest, past those that others are claiming.
pub(super) fn lock_due(tx: &mut SystemTx<'_>, channel: Channel) -> Result<Option<Message>, Error> {
    let now = tx.now();
    Ok(outbox::table
        .filter(
            outbox::state
                .eq(MessageState::Waiting)
                .and(outbox::due_at.le(now))
                .and(outbox::channel.eq(channel)),
        )
        .order(outbox::due_at)
        .select(Message::as_select())
        .for_update()
        .skip_locked()
        .first(tx.conn())
        .optional()?)
}

pub(super) fn take(tx: &mut SystemTx<'_>, message: &Message) -> Result<(), Error> {
    diesel::update(outbox::table.find((message.region_id, message.id)))
        .set((
            outbox::attempts.eq(message.attempts),
            outbox::due_at.eq(message.due_at),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// False when it is claimed by somebody else, or settled already.
pub(super) fn settle(tx: &mut SystemTx<'_>, message: &Message) -> Result<bool, Error> {
    let settled = diesel::update(
        outbox::table.find((message.region_id, message.id)).filter(
            outbox::state
                .eq(MessageState::Waiting)
                .and(outbox::attempts.eq(message.attempts)),
        ),
    )
    .set((
        outbox::state.eq(message.state),
        outbox::due_at.eq(message.due_at),
        outbox::reason.eq(&message.reason),
        outbox::settled_at.eq(message.settled_at),
    ))
    .execute(tx.conn())?;
    Ok(settled == 1)
}

pub(super) fn revive(tx: &mut impl Tx, dead: &Message, now: Moment) -> Result<bool, Error> {
    let revived = diesel::update(
        outbox::table
            .find((dead.region_id, dead.id))
            .filter(outbox::state.eq(MessageState::Dead)),
    )
    .set((
        outbox::state.eq(MessageState::Waiting),
        outbox::attempts.eq(0),
        outbox::due_at.eq(now),
        outbox::settled_at.eq(None::<Moment>),
    ))
    .execute(tx.conn())?;
    Ok(revived == 1)
}

pub(super) fn list(
    tx: &mut impl Tx,
    region: RegionId,
    community: Option<CommunityId>,
    state: Option<MessageState>,
    before: Option<MessageId>,
    limit: i64,
) -> Result<Vec<Message>, Error> {
    let mut query = outbox::table
        .filter(outbox::region_id.eq(region))
        .order(outbox::id.desc())
        .limit(limit)
        .select(Message::as_select())
        .into_boxed();
    if let Some(community) = community {
        query = query.filter(outbox::owner_community.eq(community));
    }
    if let Some(state) = state {
        query = query.filter(outbox::state.eq(state));
    }
    if let Some(before) = before {
        query = query.filter(outbox::id.lt(before));
    }
    Ok(query.load(tx.conn())?)
}

pub(super) fn find(
    tx: &mut impl Tx,
    region: RegionId,
    community: Option<CommunityId>,
    id: MessageId,
) -> Result<Option<Message>, Error> {
    let mut query = outbox::table
        .find((region, id))
        .select(Message::as_select())
        .into_boxed();
    if let Some(community) = community {
        query = query.filter(outbox::owner_community.eq(community));
    }
    Ok(query.first(tx.conn()).optional()?)
}

pub(super) fn delete_settled(tx: &mut SystemTx<'_>, before: Moment) -> Result<usize, Error> {
    Ok(diesel::delete(outbox::table.filter(outbox::settled_at.lt(before))).execute(tx.conn())?)
}
