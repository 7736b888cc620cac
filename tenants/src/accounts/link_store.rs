//! The SQL of forgotten passwords and of the links of mails.

use diesel::dsl;
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::account::AccountState;
use super::secret::SecretHash;
use super::{Email, HashedPassword, Login};
use crate::clock::Moment;
use crate::db::schema::{account_links as links, accounts, password_reset_requests as requests};
use crate::db::{Error, SystemTx, current_transaction};
use crate::ids::{AccountId, CommunityId, RegionId, ResetRequestId};
use crate::outbox::Occasion;

pub(super) fn ask(tx: &mut SystemTx<'_>, email: &Email) -> Result<(), Error> {
    let now = tx.now();
    diesel::insert_into(requests::table)
        .values((
            requests::id.eq(ResetRequestId::new()),
            requests::email.eq(email),
            requests::asked_at.eq(now),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Takes the oldest requests, past those that others are taking.
pub(super) fn take_asked(tx: &mut SystemTx<'_>, limit: i64) -> Result<Vec<Email>, Error> {
    let asked: Vec<(ResetRequestId, Email)> = requests::table
        .order(requests::id)
        .limit(limit)
        .select((requests::id, requests::email))
        .for_update()
        .skip_locked()
        .load(tx.conn())?;
    let (ids, emails): (Vec<_>, Vec<_>) = asked.into_iter().unzip();
    if !ids.is_empty() {
        diesel::delete(requests::table.filter(requests::id.eq_any(ids))).execute(tx.conn())?;
    }
    Ok(emails)
}

/// An account that mail can be sent to.
#[derive(Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub(super) struct Addressee {
    pub region_id: RegionId,
    pub id: AccountId,
    pub owner_community: Option<CommunityId>,
    pub login: Login,
    pub version: i32,
    pub email: Option<Email>,
    pub password_hash: String,
}

impl Addressee {
    /// Over what makes a link void when it changes.
    pub fn basis(&self) -> [u8; 32] {
        let email = self.email.as_ref().map_or("", Email::as_str);
        Sha256::new()
            .chain_update(email)
            .chain_update([0])
            .chain_update(&self.password_hash)
            .finalize()
            .into()
    }
}

/// Everybody who reads mail there.
pub(super) fn addressees(tx: &mut SystemTx<'_>, email: &Email) -> Result<Vec<Addressee>, Error> {
    Ok(accounts::table
        .filter(
            accounts::email
                .eq(email)
                .and(accounts::state.eq(AccountState::Active)),
        )
        .order(accounts::id)
        .select(Addressee::as_select())
        .load(tx.conn())?)
}

pub(super) fn addressee(
    tx: &mut SystemTx<'_>,
    account: AccountId,
) -> Result<Option<Addressee>, Error> {
    Ok(accounts::table
        .filter(
            accounts::id
                .eq(account)
                .and(accounts::state.eq(AccountState::Active)),
        )
        .select(Addressee::as_select())
        .first(tx.conn())
        .optional()?)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = links)]
pub(super) struct Link {
    pub account_id: AccountId,
    pub basis: Vec<u8>,
    pub kind: Occasion,
    pub expires_at: Moment,
}

pub(super) fn insert(
    tx: &mut SystemTx<'_>,
    hash: &SecretHash,
    of: &Addressee,
    occasion: Occasion,
    until: Moment,
) -> Result<(), Error> {
    diesel::insert_into(links::table)
        .values((
            links::secret_hash.eq(hash.to_vec()),
            links::account_id.eq(of.id),
            links::basis.eq(of.basis().to_vec()),
            links::kind.eq(occasion),
            links::expires_at.eq(until),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// A link with its account, which can still be signed in to.
pub(super) fn find(
    tx: &mut SystemTx<'_>,
    hash: &SecretHash,
) -> Result<Option<(Addressee, Link)>, Error> {
    Ok(links::table
        .inner_join(accounts::table.on(accounts::id.eq(links::account_id)))
        .filter(
            links::secret_hash
                .eq(hash.to_vec())
                .and(accounts::state.eq(AccountState::Active)),
        )
        .select((Addressee::as_select(), Link::as_select()))
        .first(tx.conn())
        .optional()?)
}

pub(super) fn use_up(tx: &mut SystemTx<'_>, hash: &SecretHash) -> Result<Option<Link>, Error> {
    Ok(diesel::delete(links::table.find(hash.to_vec()))
        .returning(Link::as_returning())
        .get_result(tx.conn())
        .optional()?)
}

/// False when the account has been changed meanwhile.
/// A new password ends whatever the account has begun.
pub(super) fn set_password(
    tx: &mut SystemTx<'_>,
    of: &Addressee,
    new: &HashedPassword,
) -> Result<bool, Error> {
    let set = diesel::update(
        accounts::table
            .find((of.region_id, of.id))
            .filter(accounts::version.eq(of.version)),
    )
    .set((
        accounts::password_hash.eq(&new.0),
        accounts::version.eq(accounts::version + 1),
        accounts::revoked_version.eq(accounts::version + 1),
        accounts::revoked_at.eq(dsl::now),
        accounts::revoked_in.eq(current_transaction()),
    ))
    .execute(tx.conn())?;
    Ok(set == 1)
}

pub(super) fn delete_links(tx: &mut SystemTx<'_>, account: AccountId) -> Result<(), Error> {
    diesel::delete(links::table.filter(links::account_id.eq(account))).execute(tx.conn())?;
    Ok(())
}

pub(super) fn delete_expired_links(tx: &mut SystemTx<'_>) -> Result<usize, Error> {
    let now = tx.now();
    Ok(diesel::delete(links::table.filter(links::expires_at.lt(now))).execute(tx.conn())?)
}
