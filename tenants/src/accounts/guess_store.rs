//! The SQL of the limits on trying passwords. Goes by the database's clock, which all copies of
//! the program share.

use diesel::dsl;
use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Binary, Integer};

use super::guess::Spent;
use crate::db::schema::guess_limits;
use crate::db::{Binds, Error, Prepared, Statement, SystemTx};

/// Seconds to wait when a limit is reached; none when it was taken. Two who take the last one
/// at once are told apart by their rows: the second one's transaction must not be committed.
pub(super) fn take(tx: &mut SystemTx<'_>, spent: &Spent) -> Result<i32, Error> {
    Ok(Prepared(Take(Columns::of(spent))).get_result(tx.conn())?)
}

pub(super) fn give_back(tx: &mut SystemTx<'_>, spent: &Spent) -> Result<(), Error> {
    Prepared(GiveBack(Columns::of(spent))).execute(tx.conn())?;
    Ok(())
}

/// What has come back in full says nothing.
pub(super) fn delete_unspent(tx: &mut SystemTx<'_>) -> Result<usize, Error> {
    let unspent = guess_limits::table.filter(guess_limits::spent_until.lt(dsl::now));
    Ok(diesel::delete(unspent).execute(tx.conn())?)
}

/// The limits of a try, column by column.
struct Columns {
    keys: Vec<Vec<u8>>,
    seconds: Vec<i32>,
    allowed: Vec<i32>,
}

impl Columns {
    fn of(spent: &Spent) -> Self {
        let limits = || spent.limits();
        Self {
            keys: limits().map(|(key, _)| key.to_vec()).collect(),
            seconds: limits().map(|(_, all)| i32::from(all.seconds)).collect(),
            allowed: limits()
                .map(|(_, all)| i32::from(all.seconds) * i32::from(all.tries))
                .collect(),
        }
    }
}

struct Take(Columns);

impl Statement for Take {
    type Id = Self;
    type Row = Integer;
    // In the order of their keys, so that no two wait for each other.
    const SQL: &'static str = "\
        WITH asked AS ( \
          SELECT key, make_interval(secs => seconds) AS one, make_interval(secs => allowed) AS all_of_them \
          FROM unnest(?::bytea[], ?::integer[], ?::integer[]) AS asked (key, seconds, allowed) \
        ), seen AS ( \
          SELECT a.*, greatest(l.spent_until, now()) - now() + a.one AS spent \
          FROM asked a LEFT JOIN guess_limits l USING (key) \
        ), taken AS ( \
          INSERT INTO guess_limits AS l (key, spent_until) \
          SELECT key, now() + one FROM seen \
          WHERE NOT EXISTS (SELECT FROM seen WHERE spent > all_of_them) ORDER BY key \
          ON CONFLICT (key) DO UPDATE \
          SET spent_until = greatest(l.spent_until, now()) + (excluded.spent_until - now()) \
          RETURNING key, spent_until \
        ) \
        SELECT ceil(extract(epoch FROM greatest( \
          max(coalesce(t.spent_until - now(), s.spent) - s.all_of_them), interval '0')))::integer \
        FROM seen s LEFT JOIN taken t USING (key)";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Array<Binary>, _>(&self.0.keys)?
            .next::<Array<Integer>, _>(&self.0.seconds)?
            .next::<Array<Integer>, _>(&self.0.allowed)?;
        Ok(())
    }
}

struct GiveBack(Columns);

impl Statement for GiveBack {
    type Id = Self;
    type Row = ();
    const SQL: &'static str = "\
        WITH held AS ( \
          SELECT l.key, given.seconds FROM guess_limits l \
          JOIN unnest(?::bytea[], ?::integer[]) AS given (key, seconds) USING (key) \
          ORDER BY l.key FOR UPDATE OF l \
        ) \
        UPDATE guess_limits l SET spent_until = l.spent_until - make_interval(secs => held.seconds) \
        FROM held WHERE l.key = held.key";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Array<Binary>, _>(&self.0.keys)?
            .next::<Array<Integer>, _>(&self.0.seconds)?;
        Ok(())
    }
}
