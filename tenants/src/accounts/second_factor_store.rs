//! The SQL of second factors.

use diesel::dsl;
use diesel::prelude::*;

use super::account::AccountState;
use crate::clock::Moment;
use crate::db::schema::{accounts, recovery_codes as codes, second_factors as factors};
use crate::db::{Error, SystemTx, current_transaction};
use crate::ids::{AccountId, CommunityId, LedgerId, RegionId};

/// Who keeps an account.
#[derive(Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub(super) struct Kept {
    pub region_id: RegionId,
    pub owner_community: Option<CommunityId>,
}

impl Kept {
    pub fn ledger(&self) -> LedgerId {
        self.owner_community
            .map_or_else(|| self.region_id.into(), Into::into)
    }
}

pub(super) fn kept(tx: &mut SystemTx<'_>, account: AccountId) -> Result<Kept, Error> {
    Ok(accounts::table
        .filter(accounts::id.eq(account))
        .select(Kept::as_select())
        .first(tx.conn())?)
}

/// From now on it is asked for since then, or no more; whatever the account has begun is over.
/// Nothing comes back when it is so already.
pub(super) fn switch(
    tx: &mut SystemTx<'_>,
    account: AccountId,
    since: Option<Moment>,
) -> Result<Option<Kept>, Error> {
    Ok(diesel::update(
        accounts::table.filter(
            accounts::id
                .eq(account)
                .and(accounts::state.eq(AccountState::Active))
                .and(accounts::second_factor_at.is_null().eq(since.is_some())),
        ),
    )
    .set((
        accounts::second_factor_at.eq(since),
        accounts::version.eq(accounts::version + 1),
        accounts::revoked_version.eq(accounts::version + 1),
        accounts::revoked_at.eq(dsl::now),
        accounts::revoked_in.eq(current_transaction()),
    ))
    .returning(Kept::as_returning())
    .get_result(tx.conn())
    .optional()?)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = factors)]
pub(super) struct FactorRow {
    pub sealed_secret: Vec<u8>,
    pub last_step: i64,
}

/// The one that the account has had since then, held until the transaction ends.
pub(super) fn lock(
    tx: &mut SystemTx<'_>,
    account: AccountId,
    since: Moment,
) -> Result<Option<FactorRow>, Error> {
    Ok(factors::table
        .find(account)
        .filter(factors::confirmed_at.eq(since))
        .select(FactorRow::as_select())
        .for_update()
        .first(tx.conn())
        .optional()?)
}

/// In place of one that was taken away.
pub(super) fn keep(
    tx: &mut SystemTx<'_>,
    account: AccountId,
    sealed: &[u8],
    step: i64,
) -> Result<(), Error> {
    let now = tx.now();
    delete(tx, account)?;
    diesel::insert_into(factors::table)
        .values((
            factors::account_id.eq(account),
            factors::sealed_secret.eq(sealed),
            factors::last_step.eq(step),
            factors::confirmed_at.eq(now),
        ))
        .execute(tx.conn())?;
    Ok(())
}

pub(super) fn keep_recovery(
    tx: &mut SystemTx<'_>,
    account: AccountId,
    hashes: &[[u8; 32]],
) -> Result<(), Error> {
    let rows: Vec<_> = hashes
        .iter()
        .map(|hash| {
            (
                codes::account_id.eq(account),
                codes::code_hash.eq(hash.to_vec()),
            )
        })
        .collect();
    diesel::insert_into(codes::table)
        .values(rows)
        .execute(tx.conn())?;
    Ok(())
}

pub(super) fn remember_step(
    tx: &mut SystemTx<'_>,
    account: AccountId,
    step: i64,
) -> Result<(), Error> {
    diesel::update(factors::table.find(account))
        .set(factors::last_step.eq(step))
        .execute(tx.conn())?;
    Ok(())
}

/// False when there is no such code, or none any more.
pub(super) fn use_up(
    tx: &mut SystemTx<'_>,
    account: AccountId,
    hash: &[u8; 32],
) -> Result<bool, Error> {
    Ok(diesel::delete(codes::table.find((account, hash.to_vec()))).execute(tx.conn())? == 1)
}

/// With its recovery codes.
pub(super) fn delete(tx: &mut SystemTx<'_>, account: AccountId) -> Result<(), Error> {
    diesel::delete(factors::table.find(account)).execute(tx.conn())?;
    Ok(())
}

/// Those that whoever keeps the account took away.
pub(super) fn delete_taken_away(tx: &mut SystemTx<'_>) -> Result<usize, Error> {
    let good = accounts::table
        .filter(
            accounts::id
                .eq(factors::account_id)
                .and(accounts::second_factor_at.eq(factors::confirmed_at.nullable())),
        )
        .select(accounts::id);
    Ok(diesel::delete(factors::table.filter(dsl::not(dsl::exists(good)))).execute(tx.conn())?)
}
