//! How a transaction begins, ends and is tried again. Every transaction has a name.

use diesel::PgConnection;
use diesel::connection::{AnsiTransactionManager, TransactionManager};

use super::once::Keep;
use super::pool::Connection;
use super::{Db, Error, Failure, KeptReply, NewReply, RequestKey};
use crate::access::{Actor, Role};
use crate::clock::Moment;
use crate::ledger::{Flush, LastRows, NewEvent};

/// A deadlock, a serialisation failure or a write that was overtaken is tried again this often.
const TRIES: u32 = 4;

/// What every kind of transaction has.
pub(super) struct Core<'c> {
    pub conn: &'c mut PgConnection,
    pub actor: &'c Actor,
    pub now: Moment,
    /// The role in which the actor acts; set by `require`.
    pub role: Role,
    pub events: Vec<NewEvent>,
    pub rows: Vec<Box<dyn LastRows>>,
    pub keep: Option<Keep>,
}

/// A transaction of any kind.
pub trait Tx {
    #[doc(hidden)]
    fn conn(&mut self) -> &mut PgConnection;
    /// When the transaction began: the one time of all that it writes.
    fn now(&self) -> Moment;
    fn actor(&self) -> &Actor;
    /// Puts an event into the ledger; written together with the rest, just before COMMIT.
    fn record(&mut self, event: NewEvent);
    /// Keeps the reply for a repeated request.
    fn keep(&mut self, key: RequestKey, reply: NewReply);
    /// What a repeated request was answered the first time.
    fn kept(&mut self, key: &RequestKey) -> Result<Option<KeptReply>, Error>;
}

diesel::define_sql_function! {
    /// The number of the transaction, in the order in which transactions begin to write.
    fn current_transaction() -> diesel::sql_types::Nullable<diesel::sql_types::BigInt>;
}

/// Implements `Tx` for a struct with a field `core: Core<'_>`.
macro_rules! impl_tx {
    ($name:ident) => {
        impl super::Tx for $name<'_> {
            fn conn(&mut self) -> &mut diesel::PgConnection {
                self.core.conn
            }
            fn now(&self) -> crate::clock::Moment {
                self.core.now
            }
            fn actor(&self) -> &crate::access::Actor {
                self.core.actor
            }
            fn record(&mut self, event: crate::ledger::NewEvent) {
                self.core.events.push(event);
            }
            fn keep(&mut self, key: super::RequestKey, reply: super::NewReply) {
                self.core.keep = Some(super::once::Keep { key, reply });
            }
            fn kept(
                &mut self,
                key: &super::RequestKey,
            ) -> Result<Option<super::KeptReply>, super::Error> {
                super::once::find(&mut self.core, key)
            }
        }
    };
}
pub(super) use impl_tx;

impl Db {
    /// Runs `work` between `begin` (which takes on the role and sets the context) and COMMIT.
    pub(super) fn transact<T, E: Failure>(
        &self,
        name: &'static str,
        actor: &Actor,
        database_role: &'static str,
        begin: &str,
        mut work: impl FnMut(Core<'_>) -> Result<(T, Pending), E>,
    ) -> Result<T, E> {
        let span = tracing::debug_span!("transaction", name);
        let _entered = span.enter();
        let mut tried = 1;
        loop {
            match self.attempt(actor, database_role, begin, &mut work) {
                Err(error)
                    if tried < TRIES && error.database().is_some_and(Error::is_worth_retrying) =>
                {
                    tracing::info!(name, tried, "the transaction is tried again");
                    tried += 1;
                }
                outcome => return outcome,
            }
        }
    }

    fn attempt<T, E: Failure>(
        &self,
        actor: &Actor,
        database_role: &'static str,
        begin: &str,
        work: &mut impl FnMut(Core<'_>) -> Result<(T, Pending), E>,
    ) -> Result<T, E> {
        let mut conn = self.begin(begin)?;
        let conn: &mut PgConnection = &mut conn;
        let now = self.clock().now();
        let core = Core {
            conn,
            actor,
            now,
            role: Role::Resident,
            events: Vec::new(),
            rows: Vec::new(),
            keep: None,
        };
        let outcome = work(core).and_then(|(value, pending)| {
            pending.write(conn, actor, database_role, now)?;
            Ok(value)
        });
        match outcome {
            Ok(value) => {
                AnsiTransactionManager::commit_transaction(conn).map_err(Error::from)?;
                Ok(value)
            }
            Err(error) => {
                // A rollback that fails leaves a connection that the pool throws away.
                if let Err(rollback) = AnsiTransactionManager::rollback_transaction(conn) {
                    tracing::debug!(%rollback, "rollback");
                }
                Err(error)
            }
        }
    }

    /// A connection that has begun. The pool does not test connections, so that one or all
    /// may have died since: each dead one is dropped and replaced here.
    pub(super) fn begin(&self, begin: &str) -> Result<Connection, Error> {
        let mut last = None;
        for _ in 0..=self.size() {
            let mut conn = self.connection()?;
            match AnsiTransactionManager::begin_transaction_sql(&mut *conn, begin) {
                Ok(()) => return Ok(conn),
                Err(error) => last = Some(Error::from(error)),
            }
        }
        Err(last.unwrap_or_else(|| Error::Unavailable("no connection began a transaction".into())))
    }
}

/// What is written just before COMMIT: events and the kept reply, in one statement.
pub(super) struct Pending {
    pub role: Role,
    pub events: Vec<NewEvent>,
    pub rows: Vec<Box<dyn LastRows>>,
    pub keep: Option<Keep>,
}

impl Pending {
    fn write(
        &self,
        conn: &mut PgConnection,
        actor: &Actor,
        database_role: &'static str,
        now: Moment,
    ) -> Result<(), Error> {
        Flush {
            database_role,
            actor: actor.account(),
            role: self.role,
            now,
            events: &self.events,
            rows: &self.rows,
            keep: self.keep.as_ref(),
        }
        .write(conn)
    }
}

impl Core<'_> {
    pub(super) fn pending(self) -> Pending {
        Pending {
            role: self.role,
            events: self.events,
            rows: self.rows,
            keep: self.keep,
        }
    }
}
