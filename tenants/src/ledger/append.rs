//! The last statement of a transaction: its events, its kept reply and, where a verb leaves
//! them for the end, its own rows, all in one round trip just before COMMIT.

use diesel::RunQueryDsl;
use diesel::pg::{Pg, PgConnection};
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Binary, Nullable, SmallInt, Text, Timestamptz, Uuid};

use super::NewEvent;
use crate::access::Role;
use crate::clock::Moment;
use crate::db::{Binds, Error, Keep, Statement};
use crate::ids::{AccountId, EventId, LedgerId, SubjectId, UtilityId};

/// What a transaction leaves for its end.
pub(crate) struct Flush<'a> {
    pub actor: Option<AccountId>,
    pub role: Role,
    /// The role of PostgreSQL in which the transaction runs.
    pub database_role: &'static str,
    pub now: Moment,
    pub events: &'a [NewEvent],
    pub rows: &'a [Box<dyn LastRows>],
    pub keep: Option<&'a Keep>,
}

impl Flush<'_> {
    pub(crate) fn write(&self, conn: &mut PgConnection) -> Result<(), Error> {
        let (last, earlier) = match self.rows.split_last() {
            Some((last, earlier)) => (Some(last), earlier),
            None => (None, self.rows),
        };
        for rows in earlier {
            rows.write(
                conn,
                &Ending::of(&Self {
                    events: &[],
                    keep: None,
                    ..*self
                }),
            )?;
        }
        let ending = Ending::of(self);
        match last {
            Some(rows) => rows.write(conn, &ending)?,
            None if ending.is_empty() => 0,
            None => NoRows.write(conn, &ending)?,
        };
        Ok(())
    }
}

/// Rows that may wait for the end: common table expressions that insert, and return nothing.
/// Until then they cannot be read in their own transaction.
pub(crate) trait LastRows {
    fn write(&self, conn: &mut PgConnection, ending: &Ending<'_>) -> QueryResult<usize>;
}

impl<S: Statement<Row = ()>> LastRows for S {
    fn write(&self, conn: &mut PgConnection, ending: &Ending<'_>) -> QueryResult<usize> {
        Last { rows: self, ending }.execute(conn)
    }
}

struct NoRows;

impl Statement for NoRows {
    type Id = Self;
    type Row = ();
    const SQL: &'static str = "";

    fn bind<'b>(&'b self, _binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        Ok(())
    }
}

/// The whole statement. Under row-level security a plan belongs to a role, and one that
/// another role left is made anew: so the text names the role, and each has a plan of its own.
struct Last<'a, S> {
    rows: &'a S,
    ending: &'a Ending<'a>,
}

impl<S: Statement> QueryFragment<Pg> for Last<'_, S> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("/* ");
        out.push_sql(self.ending.database_role);
        out.push_sql(" */ ");
        let has_rows = !S::SQL.is_empty();
        if has_rows {
            out.push_sql("WITH ");
            Binds::write(out.reborrow(), S::SQL, |binds| self.rows.bind(binds))?;
        }
        if let Some(reply) = &self.ending.reply {
            out.push_sql(if has_rows { ", " } else { "WITH " });
            Binds::write(out.reborrow(), KEEP, |binds| reply.bind(binds))?;
        }
        Binds::write(out, APPEND, |binds| self.ending.bind(binds))
    }
}

// Diesel keeps its plan by its text.
impl<S> QueryId for Last<'_, S> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<S: Statement> Query for Last<'_, S> {
    type SqlType = ();
}

impl<S: Statement> RunQueryDsl<PgConnection> for Last<'_, S> {}

const KEEP: &str = "kept AS (INSERT INTO idempotency_keys \
    (actor_id, key, fingerprint, status, etag, location, body, created_at) \
    VALUES (?, ?, ?, ?, ?, ?, ?, ?))";

const APPEND: &str = " INSERT INTO ledger_inbox (community_id, id, kind, subject_id, actor_id, \
      actor_role, utility_id, occurred_at, body) \
    SELECT e.ledger, e.id, e.kind, e.subject, c.actor, c.role, e.utility, c.at, e.body \
    FROM (VALUES (?::uuid, ?::text, ?::timestamptz)) AS c (actor, role, at), \
         unnest(?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::text[]) \
           WITH ORDINALITY AS e (ledger, id, kind, subject, utility, body, nth) \
    ORDER BY e.nth";

/// The events as columns, and the reply.
pub(crate) struct Ending<'a> {
    reply: Option<KeptReply<'a>>,
    actor: Option<AccountId>,
    role: &'static str,
    database_role: &'static str,
    now: Moment,
    ledgers: Vec<LedgerId>,
    ids: Vec<EventId>,
    kinds: Vec<&'static str>,
    subjects: Vec<SubjectId>,
    utilities: Vec<Option<UtilityId>>,
    bodies: Vec<&'a str>,
}

impl<'a> Ending<'a> {
    fn of(flush: &Flush<'a>) -> Self {
        let events = flush.events;
        // A kept reply belongs to an account; the program itself repeats by other means.
        let keep = flush.keep.zip(flush.actor);
        Self {
            reply: keep.map(|(keep, actor)| KeptReply {
                keep,
                actor,
                now: flush.now,
            }),
            actor: flush.actor,
            role: flush.role.code(),
            database_role: flush.database_role,
            now: flush.now,
            ledgers: events.iter().map(|e| e.ledger).collect(),
            ids: events.iter().map(|e| e.id).collect(),
            kinds: events.iter().map(|e| e.kind.code()).collect(),
            subjects: events.iter().map(|e| e.subject).collect(),
            utilities: events.iter().map(|e| e.utility).collect(),
            bodies: events.iter().map(|e| e.body.as_str()).collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.reply.is_none() && self.ids.is_empty()
    }

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Nullable<Uuid>, _>(&self.actor)?
            .next::<Text, _>(self.role)?
            .next::<Timestamptz, _>(&self.now)?
            .next::<Array<Uuid>, _>(&self.ledgers)?
            .next::<Array<Uuid>, _>(&self.ids)?
            .next::<Array<Text>, _>(&self.kinds)?
            .next::<Array<Uuid>, _>(&self.subjects)?
            .next::<Array<Nullable<Uuid>>, _>(&self.utilities)?
            .next::<Array<Text>, _>(&self.bodies)?;
        Ok(())
    }
}

struct KeptReply<'a> {
    keep: &'a Keep,
    actor: AccountId,
    now: Moment,
}

impl KeptReply<'_> {
    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        let (key, reply) = (&self.keep.key, &self.keep.reply);
        binds
            .next::<Uuid, _>(&self.actor)?
            .next::<Text, _>(&key.key)?
            .next::<Binary, _>(key.fingerprint.as_slice())?
            .next::<SmallInt, _>(&reply.status)?
            .next::<Nullable<Text>, _>(&reply.etag)?
            .next::<Nullable<Text>, _>(&reply.location)?
            .next::<Text, _>(&reply.body)?
            .next::<Timestamptz, _>(&self.now)?;
        Ok(())
    }
}
