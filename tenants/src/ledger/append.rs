//! Writes a transaction's events and its kept reply, in one statement, just before COMMIT.

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Binary, Nullable, SmallInt, Text, Timestamptz, Uuid};

use super::NewEvent;
use crate::access::Role;
use crate::clock::Moment;
use crate::db::{Binds, Error, Prepared, Statement};
use crate::ids::{AccountId, EventId, LedgerId, SubjectId, UtilityId};

/// What a transaction leaves behind besides its own rows.
pub(crate) struct Flush<'a> {
    pub actor: Option<AccountId>,
    pub role: Role,
    pub now: Moment,
    pub events: &'a [NewEvent],
    pub keep: Option<crate::db::Keep>,
}

impl Flush<'_> {
    pub(crate) fn write(self, conn: &mut PgConnection) -> Result<(), Error> {
        let columns = Columns::of(&self);
        // A kept reply belongs to an account; the program itself repeats by other means.
        let keep = self.keep.as_ref().zip(self.actor);
        match (keep, self.events.is_empty()) {
            (None, true) => return Ok(()),
            (None, false) => Prepared(Append(&columns)).execute(conn)?,
            (Some((keep, actor)), true) => Prepared(KeepReply {
                keep,
                actor,
                now: self.now,
            })
            .execute(conn)?,
            (Some((keep, actor)), false) => Prepared(AppendAndKeep {
                reply: KeepReply {
                    keep,
                    actor,
                    now: self.now,
                },
                columns: &columns,
            })
            .execute(conn)?,
        };
        Ok(())
    }
}

struct Columns {
    ledgers: Vec<LedgerId>,
    ids: Vec<EventId>,
    kinds: Vec<&'static str>,
    subjects: Vec<SubjectId>,
    utilities: Vec<Option<UtilityId>>,
    bodies: Vec<String>,
    actor: Option<AccountId>,
    role: &'static str,
    now: Moment,
}

impl Columns {
    fn of(flush: &Flush<'_>) -> Self {
        let events = flush.events;
        Self {
            ledgers: events.iter().map(|e| e.ledger).collect(),
            ids: events.iter().map(|e| e.id).collect(),
            kinds: events.iter().map(|e| e.kind.code()).collect(),
            subjects: events.iter().map(|e| e.subject).collect(),
            utilities: events.iter().map(|e| e.utility).collect(),
            bodies: events.iter().map(|e| e.body.clone()).collect(),
            actor: flush.actor,
            role: flush.role.code(),
            now: flush.now,
        }
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

struct Append<'a>(&'a Columns);

macro_rules! append_sql {
    () => {
        "INSERT INTO ledger_inbox (community_id, id, kind, subject_id, actor_id, actor_role, \
           utility_id, occurred_at, body) \
         SELECT e.ledger, e.id, e.kind, e.subject, c.actor, c.role, e.utility, c.at, e.body \
         FROM (VALUES (?::uuid, ?::text, ?::timestamptz)) AS c (actor, role, at), \
              unnest(?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::text[]) \
                WITH ORDINALITY AS e (ledger, id, kind, subject, utility, body, nth) \
         ORDER BY e.nth"
    };
}

macro_rules! keep_sql {
    () => {
        "INSERT INTO idempotency_keys \
           (actor_id, key, fingerprint, status, etag, location, body, created_at) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    };
}

impl Statement for Append<'_> {
    type Id = Append<'static>;
    type Row = ();
    const SQL: &'static str = append_sql!();

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        self.0.bind(binds)
    }
}

struct KeepReply<'a> {
    keep: &'a crate::db::Keep,
    actor: AccountId,
    now: Moment,
}

impl Statement for KeepReply<'_> {
    type Id = KeepReply<'static>;
    type Row = ();
    const SQL: &'static str = keep_sql!();

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

struct AppendAndKeep<'a> {
    reply: KeepReply<'a>,
    columns: &'a Columns,
}

impl Statement for AppendAndKeep<'_> {
    type Id = AppendAndKeep<'static>;
    type Row = ();
    const SQL: &'static str = concat!("WITH kept AS (", keep_sql!(), ") ", append_sql!());

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        self.reply.bind(binds)?;
        self.columns.bind(binds)
    }
}
