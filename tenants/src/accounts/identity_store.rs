//! The SQL of who signs in, and of what they may do.

use diesel::prelude::*;

use super::account::{AccountState, MembershipRow};
use super::{HashedPassword, Login};
use crate::access::Membership;
use crate::clock::Moment;
use crate::communities::CommunityState;
use crate::db::schema::{accounts, communities, memberships, utilities};
use crate::db::{Error, SystemTx};
use crate::ids::{AccountId, RegionId};
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
