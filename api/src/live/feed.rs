//! One reading of the ledgers, and whoever listens to it.

use std::collections::BTreeMap;

use tenants::clock::Moment;
use tenants::ids::{LedgerId, RegionId};
use tenants::live::{self, Heads, Notice, Pass, Place, Positions, Reach, Source};
use tokio::sync::broadcast;

use super::cursor;
use super::message::{Frame, Part};

/// Frames that a receiver may be behind; whoever is further behind is let go. A pass over the
/// ledger makes one, so that this is seconds.
const FRAMES: usize = 64;

#[derive(Debug)]
pub(super) struct Feed {
    source: Source,
    /// How far it was read; nothing while nobody listens.
    at: Option<Positions>,
    regions: BTreeMap<LedgerId, RegionId>,
    topics: BTreeMap<Place, Topic>,
}

#[derive(Debug)]
struct Topic {
    reach: Reach,
    frames: broadcast::Sender<Frame>,
    listeners: usize,
}

/// This program has not read as far as the receiver has: another one has.
pub(super) struct Behind;

impl Feed {
    pub(super) fn new(source: Source) -> Self {
        Self {
            source,
            at: None,
            regions: BTreeMap::new(),
            topics: BTreeMap::new(),
        }
    }

    pub(super) const fn source(&self) -> Source {
        self.source
    }

    pub(super) fn at(&self) -> Option<&Positions> {
        self.at.as_ref()
    }

    /// Listens from now on. Gives where that is.
    pub(super) fn join(
        &mut self,
        place: Place,
        reach: Reach,
        heads: &Heads,
        since: Option<&Positions>,
    ) -> Result<(broadcast::Receiver<Frame>, Positions), Behind> {
        if self.at.is_none() {
            self.regions = heads.regions();
        }
        let at = self.at.get_or_insert_with(|| heads.positions(self.source));
        let is_ahead = |(ledger, seen): (&LedgerId, &i64)| {
            at.get(ledger).is_none_or(|position| position < seen)
        };
        if since.is_some_and(|since| since.iter().any(is_ahead)) {
            return Err(Behind);
        }
        let began = at.iter().map(|(id, position)| (*id, *position)).collect();
        let topic = self.topics.entry(place).or_insert_with(|| Topic {
            reach,
            frames: broadcast::channel(FRAMES).0,
            listeners: 0,
        });
        topic.listeners += 1;
        Ok((topic.frames.subscribe(), began))
    }

    pub(super) fn leave(&mut self, place: Place) {
        if let Some(topic) = self.topics.get_mut(&place) {
            topic.listeners = topic.listeners.saturating_sub(1);
            if topic.listeners == 0 {
                self.topics.remove(&place);
            }
        }
        if self.topics.is_empty() {
            self.at = None;
        }
    }

    /// Tells all who listen what a pass brought. What was told already is passed by.
    pub(super) fn publish(&mut self, pass: Pass, now: Moment) {
        let Some(at) = self.at.as_mut() else {
            return;
        };
        self.regions = pass.heads.regions();
        let mut out: BTreeMap<Place, Vec<Part>> = BTreeMap::new();
        let mut tell = |at: &Positions, place: Place, notice: Notice| {
            if let Some(topic) = self.topics.get(&place) {
                let id = cursor::write(at, within(&self.regions, topic.reach));
                out.entry(place).or_default().push(Part::of(&id, notice));
            }
        };
        for event in &pass.events {
            let read = at.entry(event.ledger).or_default();
            if event.position <= *read {
                continue;
            }
            *read = event.position;
            if let Some(region) = self.regions.get(&event.ledger) {
                for (place, notice) in live::notices(self.source, event, *region) {
                    tell(at, place, notice);
                }
            }
        }
        for (ledger, until) in pass.until {
            let read = at.entry(ledger).or_default();
            *read = until.max(*read);
        }
        for (community, counts) in pass.counts {
            if let Some(region) = self.regions.get(&community.into()) {
                let notice = Notice::of_counts(community, counts, now);
                tell(at, Place::Region(*region), notice);
            }
        }
        for (place, parts) in out {
            if let Some(topic) = self.topics.get(&place) {
                topic.send(parts);
            }
        }
    }

    pub(super) fn beat(&self) {
        let Some(at) = &self.at else {
            return;
        };
        for topic in self.topics.values() {
            let id = cursor::write(at, within(&self.regions, topic.reach));
            topic.send(vec![Part::beat(&id)]);
        }
    }

    /// Lets all go.
    pub(super) fn close(&mut self) {
        self.topics.clear();
        self.at = None;
    }
}

impl Topic {
    fn send(&self, parts: Vec<Part>) {
        // It fails when the last one has just hung up.
        let _listeners = self.frames.send(Frame::new(parts));
    }
}

fn within(
    regions: &BTreeMap<LedgerId, RegionId>,
    reach: Reach,
) -> impl Iterator<Item = LedgerId> + '_ {
    regions
        .iter()
        .filter(move |(ledger, region)| reach.holds(**ledger, **region))
        .map(|(ledger, _)| *ledger)
}
