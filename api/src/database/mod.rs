//! From the asynchronous world to the database's blocking one.
//!
//! A request first takes a permit, of which there are as many as connections, and only then a
//! blocking thread: waiting costs nothing, and more than a bounded number may not wait.
//!
//! No request waits for ever. A thread that waits for a database that has fallen silent cannot
//! be woken, so it is left to itself, with its permit, and the client is told to come back.

mod once;
mod permits;
mod place;

use std::sync::Arc;
use std::time::Duration;

use actix_web::web;
use tenants::access::Actor;
use tenants::db::{CommunityTx, Db, RegionTx, RequestKey, SystemTx, UtilityTx};
use tenants::ids::{CommunityId, RegionId, UtilityId};
use tokio::time::{Instant, timeout_at};

use self::permits::Permits;
use self::place::Place;
use crate::config;
use crate::error::{Code, Problem};
use crate::extract::Caller;
use crate::metrics::Metrics;
use crate::reply::Reply;

#[derive(Debug)]
pub struct Database {
    db: Db,
    permits: Permits,
    metrics: Arc<Metrics>,
    /// How long a request may take here.
    answer: Duration,
}

macro_rules! transactions {
    ($($read:ident $change:ident $write:ident: $place:ty, $tx:ident;)+) => {$(
        /// Looks something up.
        pub async fn $read<T: Send + 'static>(
            &self,
            name: &'static str,
            caller: &Caller,
            place: $place,
            work: impl FnMut(&mut $tx<'_>) -> Result<T, Problem> + Send + 'static,
        ) -> Result<T, Problem> {
            self.run(name, caller, move |db, actor| place.enter(db, name, actor, work)).await
        }

        /// Changes something that has a version: `If-Match` guards it against repetition.
        pub async fn $change<T: Send + 'static>(
            &self,
            name: &'static str,
            caller: &Caller,
            place: $place,
            work: impl FnMut(&mut $tx<'_>) -> Result<T, Problem> + Send + 'static,
        ) -> Result<T, Problem> {
            self.run(name, caller, move |db, actor| place.enter(db, name, actor, work)).await
        }

        /// Does something once and only once; a repeated request gets the same reply.
        pub async fn $write(
            &self,
            name: &'static str,
            caller: &Caller,
            key: RequestKey,
            place: $place,
            work: impl FnMut(&mut $tx<'_>) -> Result<Reply, Problem> + Send + 'static,
        ) -> Result<Reply, Problem> {
            self.run(name, caller, move |db, actor| once::write(db, name, actor, &key, place, work)).await
        }
    )+};
}

impl Database {
    #[must_use]
    pub fn new(db: Db, settings: &config::Database, metrics: Arc<Metrics>) -> Self {
        let permits = Permits::new(db.size(), settings, metrics.clone());
        Self {
            db,
            permits,
            metrics,
            answer: settings.answer(),
        }
    }

    /// Whether another request may come in.
    pub(crate) fn admit(&self) -> Result<(), Problem> {
        self.permits.admit()
    }

    #[must_use]
    pub const fn db(&self) -> &Db {
        &self.db
    }

    transactions! {
        read_community change_community write_community: CommunityId, CommunityTx;
        read_region change_region write_region: RegionId, RegionTx;
        read_utility change_utility write_utility: UtilityId, UtilityTx;
    }

    /// For nobody in particular: signing in, before it is known who somebody is.
    pub async fn system<T: Send + 'static>(
        &self,
        name: &'static str,
        work: impl FnMut(&mut SystemTx<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.blocking(name, move |db| db.in_system(name, work))
            .await
    }

    async fn run<T: Send + 'static>(
        &self,
        name: &'static str,
        caller: &Caller,
        work: impl FnOnce(&Db, &Actor) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let actor = caller.actor.clone();
        self.blocking(name, move |db| work(db, &actor)).await
    }

    /// Runs work on a blocking thread, once there is a connection for it.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        name: &'static str,
        work: impl FnOnce(&Db) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let deadline = Instant::now() + self.answer;
        let permit = self.permits.take().await?;
        let (db, span) = (self.db.clone(), tracing::Span::current());
        let started = Instant::now();
        let work = web::block(move || {
            // Held here, not by the request: when a client hangs up, its work goes on, and so
            // does its claim to a connection.
            let _permit = permit;
            span.in_scope(|| work(&db))
        });
        let outcome = match timeout_at(deadline, work).await {
            Ok(done) => done.unwrap_or_else(|_panicked| Err(Problem::new(Code::Internal))),
            Err(_elapsed) => Err(Problem::new(Code::Unavailable).retry_after(2)),
        };
        self.metrics
            .transaction(name, outcome.as_ref().err(), started.elapsed());
        outcome
    }
}
