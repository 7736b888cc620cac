//! Notes deadlines that have passed, once each, as events: so that overdue appeals are
//! counted like everything else that happens.

use serde::Serialize;

use super::{State, store};
use crate::db::{self, Db, SystemTx};
use crate::ids::{AppealId, CommunityId};
use crate::ledger::{Kind, NewEvent};

/// Noted in one transaction at most.
const BATCH: i64 = 500;

/// Notes one batch of missed deadlines; gives how many. Call again while it is a full one.
pub fn note_missed(db: &Db) -> Result<usize, db::Error> {
    db.in_system("appeals.note_missed", |tx| {
        let acknowledge = store::miss_acknowledge(tx, BATCH)?;
        let arrive = store::miss_arrive(tx, BATCH)?;
        let resolve = store::miss_resolve(tx, BATCH)?;
        for missed in &acknowledge {
            record(tx, Kind::AcknowledgeMissed, missed)?;
        }
        for missed in &arrive {
            record(tx, Kind::ArriveMissed, missed)?;
        }
        for missed in &resolve {
            record(tx, Kind::ResolveMissed, missed)?;
        }
        Ok(acknowledge.len() + arrive.len() + resolve.len())
    })
}

/// An appeal whose deadline has passed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Missed {
    pub community: CommunityId,
    pub appeal: AppealId,
    pub state: State,
}

fn record(tx: &mut SystemTx<'_>, kind: Kind, missed: &Missed) -> Result<(), db::Error> {
    #[derive(Serialize)]
    struct Body {
        state: &'static str,
    }
    let event = NewEvent::new(
        missed.community,
        kind,
        missed.appeal,
        &Body {
            state: missed.state.code(),
        },
    )?;
    tx.record(event);
    Ok(())
}
