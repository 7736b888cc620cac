//! The canonical form of an event, and the hash that chains it to the one before.
//!
//! SHA-256 over, in this order:
//!
//! 1. the bytes `varta-ledger-1`
//! 2. the hash before (32 bytes; zeros before the first event)
//! 3. whose ledger (16 bytes), position (8 bytes, big-endian), event id (16 bytes)
//! 4. when it happened: microseconds since 1970-01-01 UTC (8 bytes, big-endian, signed)
//! 5. subject id (16 bytes); actor id and utility id: each a byte 0, or a byte 1 and 16 bytes
//! 6. kind, role and body, each as its length in bytes (4 bytes, big-endian) and its UTF-8
//!
//! Every part has a fixed length or says its length, so no two events share a form.

use sha2::{Digest, Sha256};

use super::SealedEvent;

/// A SHA-256 value.
pub type Hash = [u8; 32];

/// What stands before the first event.
pub const GENESIS: Hash = [0; 32];

const DOMAIN: &[u8] = b"varta-ledger-1";

pub(super) fn chain(before: &Hash, event: &SealedEvent) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(DOMAIN);
    hasher.update(before);
    hasher.update(event.ledger.uuid().as_bytes());
    hasher.update(event.position.to_be_bytes());
    hasher.update(event.id.uuid().as_bytes());
    hasher.update(event.occurred_at.timestamp_micros().to_be_bytes());
    hasher.update(event.subject.uuid().as_bytes());
    for id in [
        event.actor.map(|id| id.uuid()),
        event.utility.map(|id| id.uuid()),
    ] {
        match id {
            None => hasher.update([0]),
            Some(id) => {
                hasher.update([1]);
                hasher.update(id.as_bytes());
            }
        }
    }
    for text in [&event.kind, &event.role, &event.body] {
        // A text of more than 4 GiB cannot be stored, so its length always fits.
        hasher.update(u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Moment;
    use crate::ids::{EventId, LedgerId, SubjectId};

    fn event(kind: &str, body: &str) -> SealedEvent {
        SealedEvent {
            ledger: LedgerId::from_uuid(uuid::Uuid::from_u128(1)),
            position: 1,
            id: EventId::from_uuid(uuid::Uuid::from_u128(2)),
            kind: kind.into(),
            subject: SubjectId::from_uuid(uuid::Uuid::from_u128(3)),
            actor: None,
            role: "dispatcher".into(),
            utility: None,
            occurred_at: Moment::UNIX_EPOCH,
            body: body.into(),
        }
    }

    /// The form is public: a change of it would break every chain that exists.
    #[test]
    fn the_form_does_not_change() {
        let hash = chain(&GENESIS, &event("appeal.registered", "{\"number\":1}"));
        assert_eq!(
            hex::encode(hash),
            "fdb7f6ab995fc44f1811e1507025c90c257294dd255212b7a95a8896bb473084"
        );
    }

    #[test]
    fn moving_a_letter_between_fields_changes_the_hash() {
        assert_ne!(
            chain(&GENESIS, &event("ab", "c")),
            chain(&GENESIS, &event("a", "bc"))
        );
    }
}
