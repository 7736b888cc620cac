//! The SQL of sign-in and sessions.

use chrono::Duration;
use diesel::dsl::{self, AsExprOf};
use diesel::prelude::*;
use diesel::sql_types::Timestamptz;

use super::account::{AccountState, MembershipRow};
use super::secret::{Secret, SecretHash};
use super::session::{EndReason, SessionKind};
use super::{HashedPassword, Login};
use crate::access::Membership;
use crate::clock::Moment;
use crate::communities::CommunityState;
use crate::db::schema::{
    accounts, communities, idempotency_keys, memberships, session_tokens as tokens, sessions,
    utilities,
};
use crate::db::{Error, SystemTx, current_transaction};
use crate::ids::{AccountId, RegionId, SessionId};
use crate::text::Name;
use crate::utilities::UtilityState;

pub(super) fn password_of(
    tx: &mut SystemTx<'_>,
    login: &Login,
) -> Result<Option<(AccountId, HashedPassword)>, Error> {
    let row: Option<(AccountId, String)> = accounts::table
        .filter(accounts::login.eq(login))
        .select((accounts::id, accounts::password_hash))
        .first(tx.conn())
        .optional()?;
    Ok(row.map(|(id, hash)| (id, HashedPassword(hash))))
}

/// The same for whoever holds a session.
pub(super) fn password_of_account(
    tx: &mut SystemTx<'_>,
    account: AccountId,
) -> Result<Option<HashedPassword>, Error> {
    let hash: Option<String> = accounts::table
        .filter(accounts::id.eq(account))
        .select(accounts::password_hash)
        .first(tx.conn())
        .optional()?;
    Ok(hash.map(HashedPassword))
}

/// What of an account matters for signing in.
pub(super) struct Identity {
    pub account: AccountId,
    pub region: RegionId,
    pub login: Login,
    pub name: Name,
    pub password: HashedPassword,
    /// Since when a code is asked for, too.
    pub second_factor_at: Option<Moment>,
    pub version: i32,
    /// What was begun with an earlier version is over.
    pub revoked_version: i32,
    pub memberships: Vec<Membership>,
}

/// Nothing when it is deactivated. Memberships in suspended communities, in their utilities
/// and in closed utilities are left out.
pub(super) fn active(tx: &mut SystemTx<'_>, account: AccountId) -> Result<Option<Identity>, Error> {
    // The version is read before the memberships: when one is taken away in between, what is
    // begun with this version is over already.
    let row: Option<IdentityRow> = accounts::table
        .filter(
            accounts::id
                .eq(account)
                .and(accounts::state.eq(AccountState::Active)),
        )
        .select(IdentityRow::as_select())
        .first(tx.conn())
        .optional()?;
    let Some(row) = row else {
        return Ok(None);
    };
    Ok(Some(Identity {
        account,
        region: row.region_id,
        login: row.login,
        name: row.name,
        password: HashedPassword(row.password_hash),
        second_factor_at: row.second_factor_at,
        version: row.version,
        revoked_version: row.revoked_version,
        memberships: memberships_of(tx, row.region_id, account)?,
    }))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = accounts)]
struct IdentityRow {
    region_id: RegionId,
    login: Login,
    name: Name,
    password_hash: String,
    second_factor_at: Option<Moment>,
    version: i32,
    revoked_version: i32,
}

fn memberships_of(
    tx: &mut SystemTx<'_>,
    region: RegionId,
    account: AccountId,
) -> Result<Vec<Membership>, Error> {
    let rows: Vec<MembershipRow> = memberships::table
        .left_join(
            utilities::table.on(utilities::region_id
                .eq(memberships::region_id)
                .and(utilities::id.nullable().eq(memberships::in_utility))),
        )
        .left_join(
            communities::table.on(communities::region_id.eq(memberships::region_id).and(
                communities::id
                    .nullable()
                    .eq(memberships::in_community)
                    .or(communities::id
                        .nullable()
                        .eq(utilities::owner_community.nullable())),
            )),
        )
        .filter(
            memberships::region_id
                .eq(region)
                .and(memberships::account_id.eq(account)),
        )
        .filter(
            communities::state
                .nullable()
                .is_distinct_from(CommunityState::Suspended),
        )
        .filter(
            utilities::state
                .nullable()
                .is_distinct_from(UtilityState::Closed),
        )
        .order(memberships::id)
        .select(MembershipRow::as_select())
        .load(tx.conn())?;
    rows.iter()
        .map(|row| row.granted().map(|granted| granted.membership))
        .collect()
}

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
