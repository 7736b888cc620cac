//! The SQL of sessions.

use chrono::Duration;
use diesel::dsl::{self, AsExprOf};
use diesel::prelude::*;
use diesel::sql_types::Timestamptz;

use super::secret::{Secret, SecretHash};
use super::session::{EndReason, SessionKind};
use crate::clock::Moment;
use crate::db::schema::{idempotency_keys, session_tokens as tokens, sessions};
use crate::db::{Error, SystemTx, current_transaction};
use crate::ids::{AccountId, SessionId};

pub(super) fn start(
    tx: &mut SystemTx<'_>,
    (account, version): (AccountId, i32),
    kind: SessionKind,
    lifetime: Duration,
) -> Result<(Begun, Secret), Error> {
    let (id, now) = (SessionId::new(), tx.now());
    let expires_at = now + lifetime;
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(id),
            sessions::account_id.eq(account),
            sessions::account_version.eq(version),
            sessions::kind.eq(kind),
            sessions::started_at.eq(now),
            sessions::expires_at.eq(expires_at),
        ))
        .execute(tx.conn())?;
    let begun = Begun {
        id,
        account_id: account,
        account_version: version,
        expires_at,
    };
    Ok((begun, issue(tx, id, None)?))
}

/// What of a session its holder is told.
#[derive(Clone, Copy)]
pub(super) struct Begun {
    pub id: SessionId,
    pub account_id: AccountId,
    pub account_version: i32,
    pub expires_at: Moment,
}

/// A token of the session, good from now on.
pub(super) fn issue(
    tx: &mut SystemTx<'_>,
    session: SessionId,
    replaces: Option<&SecretHash>,
) -> Result<Secret, Error> {
    let (secret, now) = (Secret::generate(), tx.now());
    diesel::insert_into(tokens::table)
        .values((
            tokens::token_hash.eq(secret.hash().to_vec()),
            tokens::session_id.eq(session),
            tokens::replaces.eq(replaces.map(|hash| hash.to_vec())),
            tokens::issued_at.eq(now),
        ))
        .execute(tx.conn())?;
    Ok(secret)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub(super) struct SessionRow {
    pub id: SessionId,
    pub account_id: AccountId,
    pub kind: SessionKind,
    pub expires_at: Moment,
    pub ended_at: Option<Moment>,
    /// Of the account, when the session began.
    pub account_version: i32,
    pub active_at: Moment,
    /// By the clock that `active_at` goes by.
    #[diesel(select_expression = dsl::now.into_sql::<Timestamptz>())]
    #[diesel(select_expression_type = AsExprOf<dsl::now, Timestamptz>)]
    pub read_at: Moment,
}

impl SessionRow {
    pub const fn begun(&self) -> Begun {
        Begun {
            id: self.id,
            account_id: self.account_id,
            account_version: self.account_version,
            expires_at: self.expires_at,
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = tokens)]
pub(super) struct TokenRow {
    pub token_hash: Vec<u8>,
    pub replaces: Option<Vec<u8>>,
    pub used_at: Option<Moment>,
}

/// The session of a token, whatever its state.
pub(super) fn session_of(
    tx: &mut SystemTx<'_>,
    hash: &SecretHash,
) -> Result<Option<SessionRow>, Error> {
    Ok(tokens::table
        .inner_join(sessions::table)
        .filter(tokens::token_hash.eq(hash.to_vec()))
        .select(SessionRow::as_select())
        .first(tx.conn())
        .optional()?)
}

/// The session as it is now, held until the transaction ends: two who show its tokens come
/// one after the other.
pub(super) fn lock(tx: &mut SystemTx<'_>, id: SessionId) -> Result<Option<SessionRow>, Error> {
    Ok(sessions::table
        .find(id)
        .select(SessionRow::as_select())
        .for_update()
        .first(tx.conn())
        .optional()?)
}

/// Read after `lock` only: before it, another could be using the same token.
pub(super) fn token(tx: &mut SystemTx<'_>, hash: &SecretHash) -> Result<Option<TokenRow>, Error> {
    Ok(tokens::table
        .find(hash.to_vec())
        .select(TokenRow::as_select())
        .first(tx.conn())
        .optional()?)
}

/// The one token of the session that is still good.
pub(super) fn good_token(
    tx: &mut SystemTx<'_>,
    session: SessionId,
) -> Result<Option<TokenRow>, Error> {
    Ok(tokens::table
        .filter(
            tokens::session_id
                .eq(session)
                .and(tokens::used_at.is_null()),
        )
        .select(TokenRow::as_select())
        .first(tx.conn())
        .optional()?)
}

pub(super) fn use_up(tx: &mut SystemTx<'_>, token_hash: &[u8]) -> Result<(), Error> {
    let now = tx.now();
    diesel::update(tokens::table.find(token_hash))
        .set(tokens::used_at.eq(now))
        .execute(tx.conn())?;
    Ok(())
}

/// Somebody works with the session now.
pub(super) fn touch(tx: &mut SystemTx<'_>, id: SessionId) -> Result<(), Error> {
    diesel::update(sessions::table.find(id))
        .set(sessions::active_at.eq(dsl::now))
        .execute(tx.conn())?;
    Ok(())
}

pub(super) fn end(tx: &mut SystemTx<'_>, id: SessionId, reason: EndReason) -> Result<(), Error> {
    let now = tx.now();
    diesel::update(
        sessions::table
            .find(id)
            .filter(sessions::ended_at.is_null()),
    )
    .set((
        sessions::ended_at.eq(now),
        sessions::ended_in.eq(current_transaction()),
        sessions::end_reason.eq(reason),
    ))
    .execute(tx.conn())?;
    Ok(())
}

pub(super) fn delete_sessions(tx: &mut SystemTx<'_>, before: Moment) -> Result<usize, Error> {
    let dead = sessions::table
        .filter(
            sessions::expires_at
                .lt(before)
                .or(sessions::ended_at.lt(before)),
        )
        .select(sessions::id);
    diesel::delete(tokens::table.filter(tokens::session_id.eq_any(dead))).execute(tx.conn())?;
    Ok(diesel::delete(
        sessions::table.filter(
            sessions::expires_at
                .lt(before)
                .or(sessions::ended_at.lt(before)),
        ),
    )
    .execute(tx.conn())?)
}

pub(super) fn delete_replies(tx: &mut SystemTx<'_>, before: Moment) -> Result<usize, Error> {
    Ok(
        diesel::delete(idempotency_keys::table.filter(idempotency_keys::created_at.lt(before)))
            .execute(tx.conn())?,
    )
}
