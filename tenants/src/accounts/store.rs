//! The SQL of accounts and memberships, but for sign-in, which stands in `identity_store` and `session_store`.
//! Password hashes are written here and never read.

use std::collections::HashMap;

use diesel::dsl;
use diesel::prelude::*;

use super::account::{Account, Granted, MembershipRow, Row};
use super::keeper::Keeper;
use super::{HashedPassword, Login};
use crate::access::{Membership, Scope};
use crate::db::schema::{accounts, memberships};
use crate::db::{Error, Tx, current_transaction};
use crate::ids::{AccountId, MembershipId};

pub(super) fn insert(
    tx: &mut impl Tx,
    account: &Account,
    password: &HashedPassword,
) -> Result<(), Error> {
    diesel::insert_into(accounts::table)
        .values((
            accounts::region_id.eq(account.region_id),
            accounts::id.eq(account.id),
            accounts::owner_community.eq(account.owner_community),
            accounts::login.eq(&account.login),
            accounts::name.eq(&account.name),
            accounts::email.eq(&account.email),
            accounts::password_hash.eq(&password.0),
            accounts::state.eq(account.state),
            accounts::version.eq(account.version),
            accounts::created_at.eq(account.created_at),
        ))
        .execute(tx.conn())?;
    Ok(())
}

pub(super) fn insert_memberships(
    tx: &mut impl Tx,
    account: &Account,
    granted: &[Granted],
) -> Result<(), Error> {
    let now = tx.now();
    let rows: Vec<_> = granted
        .iter()
        .map(
            |Granted {
                 id,
                 membership: Membership { role, scope },
             }| {
                let (in_community, in_utility) = match *scope {
                    Scope::Community(community) => (Some(community), None),
                    Scope::Utility(utility) => (None, Some(utility)),
                    Scope::Region(_) => (None, None),
                };
                (
                    memberships::region_id.eq(account.region_id),
                    memberships::id.eq(*id),
                    memberships::account_id.eq(account.id),
                    memberships::owner_community.eq(account.owner_community),
                    memberships::role.eq(role.code()),
                    memberships::in_community.eq(in_community),
                    memberships::in_utility.eq(in_utility),
                    memberships::created_at.eq(now),
                )
            },
        )
        .collect();
    diesel::insert_into(memberships::table)
        .values(rows)
        .execute(tx.conn())?;
    Ok(())
}

pub(super) fn delete_membership(
    tx: &mut impl Tx,
    account: &Account,
    id: MembershipId,
) -> Result<bool, Error> {
    let deleted = diesel::delete(
        memberships::table
            .find((account.region_id, id))
            .filter(memberships::account_id.eq(account.id)),
    )
    .execute(tx.conn())?;
    Ok(deleted == 1)
}

pub(super) fn find(
    tx: &mut impl Tx,
    keeper: Keeper,
    id: AccountId,
) -> Result<Option<Account>, Error> {
    let mut query = accounts::table
        .find((keeper.region, id))
        .select(Row::as_select())
        .into_boxed();
    if let Some(community) = keeper.community {
        query = query.filter(accounts::owner_community.eq(community));
    }
    let row: Option<Row> = query.first(tx.conn()).optional()?;
    Ok(with_memberships(tx, keeper, row.into_iter().collect())?.pop())
}

pub(super) fn find_by_login(
    tx: &mut impl Tx,
    keeper: Keeper,
    login: &Login,
) -> Result<Option<Account>, Error> {
    let mut query = accounts::table
        .filter(accounts::region_id.eq(keeper.region))
        .filter(accounts::login.eq(login))
        .select(Row::as_select())
        .into_boxed();
    if let Some(community) = keeper.community {
        query = query.filter(accounts::owner_community.eq(community));
    }
    let row: Option<Row> = query.first(tx.conn()).optional()?;
    Ok(with_memberships(tx, keeper, row.into_iter().collect())?.pop())
}

/// In the order of their logins, after one that was seen.
pub(super) fn list(
    tx: &mut impl Tx,
    keeper: Keeper,
    after: Option<&Login>,
    limit: i64,
) -> Result<Vec<Account>, Error> {
    let mut query = accounts::table
        .filter(accounts::region_id.eq(keeper.region))
        .order(accounts::login)
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(community) = keeper.community {
        query = query.filter(accounts::owner_community.eq(community));
    }
    if let Some(after) = after {
        query = query.filter(accounts::login.gt(after));
    }
    let rows = query.load(tx.conn())?;
    with_memberships(tx, keeper, rows)
}

fn with_memberships(
    tx: &mut impl Tx,
    keeper: Keeper,
    rows: Vec<Row>,
) -> Result<Vec<Account>, Error> {
    let ids: Vec<AccountId> = rows.iter().map(|row| row.id).collect();
    let found: Vec<MembershipRow> = memberships::table
        .filter(
            memberships::region_id
                .eq(keeper.region)
                .and(memberships::account_id.eq_any(ids)),
        )
        .order(memberships::id)
        .select(MembershipRow::as_select())
        .load(tx.conn())?;
    let mut of: HashMap<AccountId, Vec<Granted>> = HashMap::new();
    for row in found {
        of.entry(row.account_id).or_default().push(row.granted()?);
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let granted = of.remove(&row.id).unwrap_or_default();
            row.with(granted)
        })
        .collect())
}

/// Also when nothing but memberships has changed: they are part of what was seen. When something
/// is taken away, whatever was begun with an earlier version is over with it. Nothing comes back
/// when the version is no longer the one expected.
pub(super) fn update(
    tx: &mut impl Tx,
    changed: &Account,
    password: Option<&HashedPassword>,
    revokes: bool,
) -> Result<Option<i32>, Error> {
    Ok(diesel::update(
        accounts::table
            .find((changed.region_id, changed.id))
            .filter(
                accounts::version
                    .eq(changed.version)
                    .and(accounts::owner_community.is_not_distinct_from(changed.owner_community)),
            ),
    )
    .set((
        accounts::name.eq(&changed.name),
        accounts::email.eq(&changed.email),
        accounts::state.eq(changed.state),
        accounts::second_factor_at.eq(changed.second_factor_at),
        accounts::version.eq(accounts::version + 1),
        password.map(|hashed| accounts::password_hash.eq(&hashed.0)),
        revokes.then(|| {
            (
                accounts::revoked_version.eq(accounts::version + 1),
                accounts::revoked_at.eq(dsl::now),
                accounts::revoked_in.eq(current_transaction()),
            )
        }),
    ))
    .returning(accounts::version)
    .get_result(tx.conn())
    .optional()?)
}
