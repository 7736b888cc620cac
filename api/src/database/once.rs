//! Once and only once: the work keeps its reply; whatever fails looks whether it was done
//! before, and then gives that reply again.

use tenants::access::Actor;
use tenants::db::{Db, KeptReply, RequestKey, Tx};

use super::place::Place;
use crate::error::{Code, Problem};
use crate::reply::Reply;

pub(super) fn write<P: Place>(
    db: &Db,
    name: &'static str,
    actor: &Actor,
    key: &RequestKey,
    place: P,
    mut work: impl FnMut(&mut P::Tx<'_>) -> Result<Reply, Problem>,
) -> Result<Reply, Problem> {
    let done = place.enter(db, name, actor, |tx| {
        let reply = work(tx)?;
        tx.keep(key.clone(), reply.to_kept());
        Ok(reply)
    });
    match done {
        // Whether it was done cannot be known: the client asks again with the same key.
        Err(problem) if problem.code() == Code::Unavailable => Err(problem),
        Err(problem) => again(db, actor, key, place, problem),
        Ok(reply) => Ok(reply),
    }
}

/// A repeated request runs into the row that the first one kept, or into the state that it
/// left; only then is its reply looked for.
fn again<P: Place>(
    db: &Db,
    actor: &Actor,
    key: &RequestKey,
    place: P,
    problem: Problem,
) -> Result<Reply, Problem> {
    match place.enter(db, "requests.repeat", actor, |tx| Ok(tx.kept(key)?)) {
        Ok(Some(KeptReply::Same(kept))) => Ok(Reply::from_kept(kept)),
        Ok(Some(KeptReply::Another)) => {
            Err(Problem::new(Code::IdempotencyKeyReused).field("Idempotency-Key"))
        }
        Ok(None) if problem.code() == Code::Busy => {
            Err(Problem::new(Code::RequestInFlight).retry_after(1))
        }
        Ok(None) => Err(problem),
        // Refused at the door both times, or the database went away in between.
        Err(_) => Err(problem),
    }
}
