//! Folds the ledger into counters.
//!
//! The counters and the position up to which the ledger was read change in one transaction:
//! every event counts exactly once, whatever stops in between.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Metric, store};
use crate::db::{Db, Error, SystemTx};
use crate::ids::{CommunityId, LedgerId};
use crate::ledger::{self, Follower, Kind, SealedEvent};

const FOLLOWER: Follower = Follower("dashboards.fold");
const BATCH: i64 = 2_000;

/// Folds what is new in every ledger; gives whether there was anything.
pub fn fold(db: &Db) -> Result<bool, Error> {
    let lagging = ledger::lagging(db, FOLLOWER)?;
    for ledger in &lagging {
        db.in_system("dashboards.fold", |tx| fold_ledger(tx, *ledger))?;
    }
    Ok(!lagging.is_empty())
}

fn fold_ledger(tx: &mut SystemTx<'_>, ledger: LedgerId) -> Result<(), Error> {
    let events = ledger::read_on(tx, FOLLOWER, ledger, BATCH)?;
    let Some(last) = events.last() else {
        return Ok(());
    };
    let mut sums = Sums::default();
    for event in &events {
        sums.add_event(event)?;
    }
    store::add(tx, &sums.into_rows())?;
    ledger::advance(tx, FOLLOWER, ledger, last.position)
}

/// The parts of event bodies that counters need; all kinds share their names.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Body {
    from: Option<String>,
    to: Option<String>,
    acknowledge_overdue_ends: bool,
    resolve_overdue_ends: bool,
    to_community: Option<CommunityId>,
}

#[derive(Default)]
struct Sums(BTreeMap<(CommunityId, &'static str), i64>);

impl Sums {
    fn add(&mut self, community: CommunityId, metric: Metric, change: i64) {
        *self.0.entry((community, metric.code())).or_default() += change;
    }

    fn add_event(&mut self, event: &SealedEvent) -> Result<(), Error> {
        let Some(kind) = Kind::from_code(&event.kind) else {
            return Ok(());
        };
        let body: Body = serde_json::from_str(&event.body)?;
        let here = CommunityId::from_uuid(event.ledger.uuid());
        for (state, change) in [(&body.from, -1), (&body.to, 1)] {
            if let Some(metric) = state.as_deref().and_then(Metric::of_state) {
                self.add(here, metric, change);
            }
        }
        if body.acknowledge_overdue_ends {
            self.add(here, Metric::AcknowledgeOverdue, -1);
        }
        if body.resolve_overdue_ends {
            self.add(here, Metric::ResolveOverdue, -1);
        }
        self.add_kind(kind, here, &body);
        Ok(())
    }

    fn add_kind(&mut self, kind: Kind, here: CommunityId, body: &Body) {
        match kind {
            Kind::AppealRegistered => self.add(here, Metric::Registered, 1),
            Kind::CallAnswered => self.add(here, Metric::Answered, 1),
            Kind::AppealJoined => self.add(here, Metric::Joined, 1),
            Kind::AppealReturned => self.add(here, Metric::Returned, 1),
            Kind::AppealClosed | Kind::HandoverCompleted => self.add(here, Metric::Closed, 1),
            Kind::AcknowledgeMissed => {
                self.add(here, Metric::AcknowledgeOverdue, 1);
                self.add(here, Metric::Missed, 1);
            }
            Kind::ResolveMissed => {
                self.add(here, Metric::ResolveOverdue, 1);
                self.add(here, Metric::Missed, 1);
            }
            Kind::HandoverOffered => {
                if let Some(receiver) = body.to_community {
                    self.add(receiver, Metric::HandoversWaiting, 1);
                }
            }
            Kind::HandoverTaken | Kind::HandoverTurnedAway => {
                self.add(here, Metric::HandoversWaiting, -1)
            }
            _ => {}
        }
    }

    fn into_rows(self) -> Vec<(CommunityId, &'static str, i64)> {
        self.0
            .into_iter()
            .filter(|(_, change)| *change != 0)
            .map(|((community, metric), change)| (community, metric, change))
            .collect()
    }
}
