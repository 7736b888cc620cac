//! Says what became of a message that was claimed.

use chrono::Duration;
use serde::Serialize;

use super::claim::Claimed;
use super::message::{MessageState, Occasion};
use super::store;
use crate::db::{Db, Error, SystemTx};
use crate::ids::LedgerId;
use crate::ledger::{Kind, NewEvent};

/// How long to wait after the first failure, the second, …; then it is given up. A server that
/// puts strangers off once lets them in after minutes.
const RESTS: [Duration; 9] = [
    Duration::seconds(1),
    Duration::seconds(10),
    Duration::minutes(1),
    Duration::minutes(4),
    Duration::minutes(10),
    Duration::minutes(20),
    Duration::hours(1),
    Duration::hours(2),
    Duration::hours(4),
];

/// Longer than anybody asks what became of it.
const KEPT: Duration = Duration::days(30);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Delivered,
    /// It may well go through later.
    Failed(String),
    /// It will never go through as it is.
    Refused(String),
}

#[derive(Serialize)]
struct Died {
    occasion: Occasion,
    attempts: i32,
}

/// Does nothing when the lease ran out and somebody else has claimed the message since.
pub fn settle(db: &Db, claimed: &Claimed, outcome: &Outcome) -> Result<(), Error> {
    db.in_system("outbox.settle", |tx| {
        let mut message = claimed.0.clone();
        let now = tx.now();
        match outcome {
            Outcome::Delivered => {
                message.state = MessageState::Delivered;
                message.reason = None;
            }
            Outcome::Failed(reason) => {
                message.reason = Some(reason.clone());
                match rest_after(message.attempts) {
                    Some(rest) => message.due_at = now + rest,
                    None => message.state = MessageState::Dead,
                }
            }
            Outcome::Refused(reason) => {
                message.reason = Some(reason.clone());
                message.state = MessageState::Dead;
            }
        }
        if message.state != MessageState::Waiting {
            message.settled_at = Some(now);
        }
        if store::settle(tx, &message)? && message.state == MessageState::Dead {
            let ledger = message
                .owner_community
                .map_or_else(|| LedgerId::from(message.region_id), LedgerId::from);
            let body = Died {
                occasion: message.occasion,
                attempts: message.attempts,
            };
            tx.record(NewEvent::new(
                ledger,
                Kind::MailDied,
                message.account_id,
                &body,
            )?);
        }
        Ok(())
    })
}

fn rest_after(attempts: i32) -> Option<Duration> {
    let failures = usize::try_from(attempts).unwrap_or_default();
    RESTS.get(failures.saturating_sub(1)).copied()
}

/// Deletes what was settled long ago; gives how many there were.
pub fn forget(tx: &mut SystemTx<'_>) -> Result<usize, Error> {
    let before = tx.now() - KEPT;
    store::delete_settled(tx, before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rest_is_longer_than_the_one_before_and_there_is_a_last_one() {
        let rests: Vec<_> = (1..).map_while(rest_after).collect();
        assert_eq!(rests.len(), RESTS.len());
        assert!(rests.is_sorted_by(|a, b| a < b));
        assert_eq!(rest_after(10), None);
    }
}
