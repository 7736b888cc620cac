//! Folds the ledger into counters.
//!
//! The counters and the position up to which the ledger was read change in one transaction:
//! every event counts exactly once, whatever stops in between.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Metric, store};
use crate::db::{Db, Error};
use crate::ids::CommunityId;
use crate::ledger::{self, Follower, Kind, SealedEvent};

pub(crate) const FOLLOWER: Follower = Follower("dashboards.fold");

/// Folds what is new in every ledger, a stretch of each; gives whether there is more.
pub fn fold(db: &Db) -> Result<bool, Error> {
    db.in_system("dashboards.fold", |tx| {
        let portion = ledger::read_on(tx, FOLLOWER, Kind::ALL)?;
        let mut sums = Sums::default();
        for event in &portion.events {
            sums.add_event(event)?;
        }
        store::add(tx, &sums.into_rows())?;
        ledger::advance(tx, FOLLOWER, &portion)?;
        Ok(portion.goes_on)
    })
}

/// The parts of event bodies that counters need; all kinds share their names.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Body {
    from: Option<String>,
    to: Option<String>,
    acknowledge_overdue_ends: bool,
    arrive_overdue_ends: bool,
    resolve_overdue_ends: bool,
    to_community: Option<CommunityId>,
    withdrawn_from: Option<CommunityId>,
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
        if body.arrive_overdue_ends {
            self.add(here, Metric::ArriveOverdue, -1);
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
            Kind::ArriveMissed => {
                self.add(here, Metric::ArriveOverdue, 1);
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
            Kind::HandoverWithdrawn => {
                if let Some(receiver) = body.withdrawn_from {
                    self.add(receiver, Metric::HandoversWaiting, -1);
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
