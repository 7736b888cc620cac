//! As many permits as connections, and a queue with an end.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::{Code, Problem};
use crate::metrics::Metrics;

#[derive(Debug)]
pub(super) struct Permits {
    free: Arc<Semaphore>,
    waiting: AtomicUsize,
    queue: usize,
    metrics: Arc<Metrics>,
}

impl Permits {
    pub(super) fn new(connections: u32, queue: usize, metrics: Arc<Metrics>) -> Self {
        let connections = usize::try_from(connections).unwrap_or(Semaphore::MAX_PERMITS);
        Self {
            free: Arc::new(Semaphore::new(connections)),
            waiting: AtomicUsize::new(0),
            queue,
            metrics,
        }
    }

    pub(super) async fn take(&self) -> Result<OwnedSemaphorePermit, Problem> {
        if let Ok(permit) = self.free.clone().try_acquire_owned() {
            return Ok(permit);
        }
        let _waiter = Waiter::join(self)?;
        self.free
            .clone()
            .acquire_owned()
            .await
            .map_err(|_closed| Problem::new(Code::Internal))
    }
}

/// A place in the queue; left by whoever is served, and by whoever hangs up.
struct Waiter<'a>(&'a Permits);

impl<'a> Waiter<'a> {
    fn join(permits: &'a Permits) -> Result<Self, Problem> {
        let before = permits.waiting.fetch_add(1, Ordering::Relaxed);
        permits.metrics.waiting(before + 1);
        let waiter = Self(permits);
        if before < permits.queue {
            return Ok(waiter);
        }
        permits.metrics.refused();
        Err(Problem::new(Code::Overloaded).retry_after(1))
    }
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        let before = self.0.waiting.fetch_sub(1, Ordering::Relaxed);
        self.0.metrics.waiting(before.saturating_sub(1));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn whoever_comes_to_a_full_queue_is_told_to_come_back() {
        let permits = Arc::new(Permits::new(1, 1, Arc::default()));
        let held = permits.take().await.unwrap();
        let second = actix_web::rt::spawn({
            let permits = permits.clone();
            async move { permits.take().await.map(drop) }
        });
        tokio::task::yield_now().await;
        assert_eq!(permits.take().await.unwrap_err().code(), Code::Overloaded);
        drop(held);
        assert!(second.await.unwrap().is_ok());
        assert_eq!(permits.waiting.load(Ordering::Relaxed), 0);
    }
}
