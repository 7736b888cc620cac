//! Who listens to this program, and what they are told.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tenants::access::Membership;
use tenants::accounts::Standing;
use tenants::ids::SessionId;
use tenants::live::{Entrance, Place, Positions, Source};
use tokio::sync::{broadcast, oneshot};

use super::feed::Feed;
use super::message::Frame;

/// One for the whole program.
#[derive(Debug)]
pub struct Hub {
    pub(super) state: Mutex<State>,
    /// Streams that one session may have at once.
    most: usize,
    /// How long nobody may work in a browser before its streams end.
    pub(super) idle: chrono::Duration,
}

#[derive(Debug)]
pub(super) struct State {
    /// Nobody may join any more: the program stops.
    closed: bool,
    pub feeds: [Feed; 2],
    pub members: BTreeMap<SessionId, Vec<Member>>,
    joined: u64,
    /// When it was last asked whether they may still listen.
    pub checked: Instant,
}

/// One who listens.
#[derive(Debug)]
pub(super) struct Member {
    number: u64,
    /// As they were when they joined.
    pub memberships: Vec<Membership>,
    /// The stream ends when this is dropped.
    _holds: oneshot::Sender<()>,
}

/// Somebody who may join.
#[derive(Debug)]
pub(super) struct Joining<'a> {
    pub session: SessionId,
    pub standing: &'a Standing,
    pub place: Place,
    pub entrance: &'a Entrance,
    /// How far they are, when they come back.
    pub since: Option<&'a Positions>,
}

/// Why they cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    Closed,
    TooMany,
    /// In a moment they can: this program has not read as far as they have.
    Behind,
}

/// A place among those who listen; left when it is dropped.
#[derive(Debug)]
pub(super) struct Seat {
    hub: Arc<Hub>,
    session: SessionId,
    place: Place,
    number: u64,
    pub frames: broadcast::Receiver<Frame>,
    /// Comes to its end when they may listen no longer.
    pub held: oneshot::Receiver<()>,
    /// How far the ledgers had been read: what comes, comes after that.
    pub began: Positions,
}

impl Hub {
    #[must_use]
    pub fn new(most: usize, idle: chrono::Duration) -> Self {
        Self {
            state: Mutex::new(State {
                closed: false,
                feeds: [Feed::new(Source::Sealed), Feed::new(Source::Folded)],
                members: BTreeMap::new(),
                joined: 0,
                checked: Instant::now(),
            }),
            most,
            idle,
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn join(self: &Arc<Self>, joining: &Joining<'_>) -> Result<Seat, Refusal> {
        let Joining {
            session,
            standing,
            place,
            entrance,
            since,
        } = *joining;
        let mut state = self.lock();
        if state.closed {
            return Err(Refusal::Closed);
        }
        if state.members.get(&session).map_or(0, Vec::len) >= self.most {
            return Err(Refusal::TooMany);
        }
        let Entrance { reach, heads } = entrance;
        let (frames, began) = state
            .feed(place.source())
            .ok_or(Refusal::Closed)?
            .join(place, *reach, heads, since)
            .map_err(|_behind| Refusal::Behind)?;
        state.joined += 1;
        let number = state.joined;
        let (holds, held) = oneshot::channel();
        state.members.entry(session).or_default().push(Member {
            number,
            memberships: standing.memberships.clone(),
            _holds: holds,
        });
        Ok(Seat {
            hub: self.clone(),
            session,
            place,
            number,
            frames,
            held,
            began,
        })
    }

    fn leave(&self, seat: &Seat) {
        let mut state = self.lock();
        if let Some(members) = state.members.get_mut(&seat.session) {
            members.retain(|member| member.number != seat.number);
            if members.is_empty() {
                state.members.remove(&seat.session);
            }
        }
        if let Some(feed) = state.feed(seat.place.source()) {
            feed.leave(seat.place);
        }
    }

    /// How many streams there are.
    #[must_use]
    pub fn listeners(&self) -> usize {
        self.lock().members.values().map(Vec::len).sum()
    }

    /// Ends all streams, and begins no other: the program stops.
    pub fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
        state.members.clear();
        for feed in &mut state.feeds {
            feed.close();
        }
    }
}

impl State {
    pub(super) fn feed(&mut self, source: Source) -> Option<&mut Feed> {
        self.feeds.iter_mut().find(|feed| feed.source() == source)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.hub.clone().leave(self);
    }
}
