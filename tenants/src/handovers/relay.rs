//! Carries the receiver's answers into the sender's ledger and appeal.
//!
//! The receiver writes its own rows only; this follower reads its ledger and, as the program
//! itself, takes the matching step inside the sender's community. A step that was taken
//! already is not legal a second time, so that reading an answer twice does no harm.

use serde::Serialize;

use super::handover::Answer;
use crate::access::Actor;
use crate::appeals::{self, Change, Moved, Step};
use crate::db::{self, Db, Tx};
use crate::ledger::{self, Follower, Kind, NewEvent, SealedEvent};
use crate::text::Words;

const FOLLOWER: Follower = Follower("handovers.relay");
const ANSWERS: [Kind; 3] = [
    Kind::HandoverTaken,
    Kind::HandoverTurnedAway,
    Kind::HandoverResulted,
];

/// Relays what is new in every ledger, a stretch of each; gives whether there is more.
pub fn relay(db: &Db) -> Result<bool, db::Error> {
    let portion = db.in_system("handovers.read_on", |tx| {
        let portion = ledger::read_on(tx, FOLLOWER, &ANSWERS)?;
        if portion.events.is_empty() {
            ledger::advance(tx, FOLLOWER, &portion)?;
        }
        Ok::<_, db::Error>(portion)
    })?;
    if portion.events.is_empty() {
        return Ok(portion.goes_on);
    }
    for event in &portion.events {
        match Kind::from_code(&event.kind) {
            Some(Kind::HandoverTaken) => {
                take(db, event, Step::HandoverAccepted, Kind::HandoverAccepted)?
            }
            Some(Kind::HandoverTurnedAway) => {
                take(db, event, Step::HandoverRefused, Kind::HandoverRefused)?
            }
            Some(Kind::HandoverResulted) => {
                take(db, event, Step::HandoverCompleted, Kind::HandoverCompleted)?
            }
            _ => {}
        }
    }
    db.in_system("handovers.advance", |tx| {
        ledger::advance(tx, FOLLOWER, &portion)
    })?;
    Ok(portion.goes_on)
}

fn take(db: &Db, event: &SealedEvent, step: Step, kind: Kind) -> Result<(), db::Error> {
    let answer: Answer = serde_json::from_str(&event.body)?;
    let actor = Actor::system(answer.region, answer.sender);
    let done = db.in_community("handovers.relay", &actor, answer.sender, |tx| {
        let outcome = (step == Step::HandoverCompleted).then(|| answer.outcome_for_sender());
        let change = Change {
            outcome,
            ..Change::default()
        };
        let moved = appeals::advance(tx, answer.sender_appeal, step, None, change)?;
        if let Some(outcome) = outcome {
            // What was received from a third community is told on to it.
            let note = answer
                .note
                .as_deref()
                .and_then(|note| Words::parse(note).ok());
            appeals::fulfil(tx, answer.sender_appeal, outcome, note.as_ref())?;
        }
        let body = Body {
            moved,
            answer: &answer,
        };
        tx.record(NewEvent::new(
            answer.sender,
            kind,
            answer.sender_appeal,
            &body,
        )?);
        Ok(())
    });
    match done {
        Ok(()) | Err(appeals::Error::IllegalStep { .. }) => Ok(()),
        Err(appeals::Error::Database(error)) => Err(error),
        Err(other) => Err(db::Error::Unreadable {
            what: "hand-over",
            value: other.to_string(),
        }),
    }
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(flatten)]
    moved: Moved,
    #[serde(flatten)]
    answer: &'a Answer,
}
