//! The way from serving to being gone, on which nothing that was sent to us stays unanswered.
//!
//! While it *drains*, whoever balances the load sees `/readyz` red and sends others elsewhere;
//! whoever comes all the same is served, and told that the connection ends with the answer.
//! Then it *closes*: nobody is let in any more, what is under way is finished, and connections
//! on which nothing is under way end.

use std::io;
use std::net::TcpListener;
use std::pin::Pin;
use std::time::Duration;

use futures_util::future::{MaybeDone, maybe_done};
use socket2::{SockFilter, SockRef};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    Serving,
    Draining,
    Closing,
}

/// How long a connection may take from its first packet to its worker.
const COMING_IN: Duration = Duration::from_millis(300);

/// One for the whole program.
#[derive(Debug)]
pub struct Stopping(watch::Sender<Phase>);

/// Resolves when connections on which nothing is under way are to end. A connection keeps it as
/// long as it lasts: that is how they are counted.
pub(crate) type Closing = MaybeDone<Pin<Box<dyn Future<Output = watch::Receiver<Phase>> + Send>>>;

impl Default for Stopping {
    fn default() -> Self {
        Self(watch::Sender::new(Phase::Serving))
    }
}

impl Stopping {
    /// Whether it serves only those who do not know yet.
    pub(crate) fn has_begun(&self) -> bool {
        *self.0.borrow() > Phase::Serving
    }

    pub(crate) fn drain(&self) {
        self.0.send_replace(Phase::Draining);
    }

    /// For a connection.
    pub(crate) fn closing(&self) -> Closing {
        let mut phase = self.0.subscribe();
        maybe_done(Box::pin(async move {
            // When nobody is left to say so, it closes as well.
            let _ = phase.wait_for(|phase| *phase == Phase::Closing).await;
            phase
        }))
    }

    /// Returns when nothing is under way any more, or after `patience`.
    pub(crate) async fn close(&self, listener: &TcpListener, patience: Duration) {
        self.drain();
        if let Err(error) = turn_away(listener) {
            tracing::warn!(%error, "whoever comes now may be hung up on");
        }
        sleep(COMING_IN).await;
        self.0.send_replace(Phase::Closing);
        if timeout(patience, self.0.closed()).await.is_err() {
            let left = self.0.receiver_count();
            tracing::warn!(left, "connections are cut off in the middle of a request");
        }
    }
}

/// Takes no notice of those who knock from now on; whoever has knocked before still comes in.
/// Merely to close the listener would hang up on those who have come in and sent their request,
/// and wait for a worker: to them it would look as if it may have been done.
///
/// A packet with SYN but not ACK among the flags of its TCP header is dropped. Its sender's
/// system sends it again a second later, and then learns that nobody listens.
fn turn_away(listener: &TcpListener) -> io::Result<()> {
    const LOAD_BYTE: u16 = 0x30;
    const AND: u16 = 0x54;
    const JUMP_IF_EQUAL: u16 = 0x15;
    const RETURN: u16 = 0x06;
    const FLAGS_AT: u32 = 13;
    const SYN: u32 = 0x02;
    const ACK: u32 = 0x10;
    SockRef::from(listener).attach_filter(&[
        SockFilter::new(LOAD_BYTE, 0, 0, FLAGS_AT),
        SockFilter::new(AND, 0, 0, SYN | ACK),
        SockFilter::new(JUMP_IF_EQUAL, 0, 1, SYN),
        SockFilter::new(RETURN, 0, 0, 0),
        SockFilter::new(RETURN, 0, 0, u32::MAX),
    ])
}
