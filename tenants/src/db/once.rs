//! Once and only once: the reply to a request is kept in the transaction that did its work.
//!
//! Nothing is looked up beforehand. The kept reply is inserted last; when the same request
//! comes again, its work runs into that row, or into the state that the first one left, and
//! fails; then, and only then, the reply is looked for and given again. A first request that
//! is still under way makes the second one wait at the row.

use diesel::prelude::*;

use super::Error;
use super::schema::idempotency_keys as keys;
use super::transact::Core;

/// What the client called this request, and a hash over what it asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestKey {
    pub key: String,
    pub fingerprint: [u8; 32],
}

/// A reply, as far as it must be the same the second time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReply {
    pub status: i16,
    pub etag: Option<String>,
    pub location: Option<String>,
    pub body: String,
}

/// What a key stands for already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeptReply {
    Same(NewReply),
    /// The key was used for another request.
    Another,
}

#[derive(Debug)]
pub(crate) struct Keep {
    pub key: RequestKey,
    pub reply: NewReply,
}

/// Fingerprint, status, ETag, location and body, as they were kept.
type Kept = (Vec<u8>, i16, Option<String>, Option<String>, String);

pub(super) fn find(core: &mut Core<'_>, key: &RequestKey) -> Result<Option<KeptReply>, Error> {
    let Some(actor) = core.actor.account() else {
        return Ok(None);
    };
    let row: Option<Kept> = keys::table
        .filter(keys::actor_id.eq(actor.uuid()).and(keys::key.eq(&key.key)))
        .select((
            keys::fingerprint,
            keys::status,
            keys::etag,
            keys::location,
            keys::body,
        ))
        .first(core.conn)
        .optional()?;
    Ok(row.map(|(fingerprint, status, etag, location, body)| {
        if fingerprint == key.fingerprint {
            KeptReply::Same(NewReply {
                status,
                etag,
                location,
                body,
            })
        } else {
            KeptReply::Another
        }
    }))
}
