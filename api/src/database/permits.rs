//! As many permits as connections, and a queue that is neither long nor slow.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::config;
use crate::error::{Code, Problem};
use crate::metrics::Metrics;

#[derive(Debug)]
pub(super) struct Permits {
    free: Arc<Semaphore>,
    waiting: AtomicUsize,
    queue: usize,
    patience: Duration,
    metrics: Arc<Metrics>,
}

impl Permits {
    pub(super) fn new(
        connections: u32,
        settings: &config::Database,
        metrics: Arc<Metrics>,
    ) -> Self {
        let connections = usize::try_from(connections).unwrap_or(Semaphore::MAX_PERMITS);
        Self {
            free: Arc::new(Semaphore::new(connections)),
            waiting: AtomicUsize::new(0),
            queue: settings.queue,
            patience: Duration::from_millis(settings.queue_ms),
            metrics,
        }
    }

    pub(super) async fn take(&self) -> Result<OwnedSemaphorePermit, Problem> {
        if let Ok(permit) = self.free.clone().try_acquire_owned() {
            return Ok(permit);
        }
        let _waiter = Waiter::join(self)?;
        match timeout(self.patience, self.free.clone().acquire_owned()).await {
            Ok(permit) => permit.map_err(|_closed| Problem::new(Code::Internal)),
            Err(_elapsed) => Err(self.refused()),
        }
    }

    /// Whether there is room for one more to wait.
    pub(super) fn admit(&self) -> Result<(), Problem> {
        if self.waiting.load(Ordering::Relaxed) < self.queue {
            return Ok(());
        }
        Err(self.refused())
    }

    fn refused(&self) -> Problem {
        self.metrics.refused();
        Problem::new(Code::Overloaded).retry_after(1)
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
        Err(permits.refused())
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
        let mut settings = config::load(None).unwrap().database;
        (settings.queue, settings.queue_ms) = (1, 60_000);
        let permits = Arc::new(Permits::new(1, &settings, Arc::default()));
        let held = permits.take().await.unwrap();
        let second = actix_web::rt::spawn({
            let permits = permits.clone();
            async move { permits.take().await.map(drop) }
        });
        tokio::task::yield_now().await;
        assert_eq!(permits.take().await.unwrap_err().code(), Code::Overloaded);
        assert_eq!(permits.admit().unwrap_err().code(), Code::Overloaded);
        drop(held);
        assert!(second.await.unwrap().is_ok());
        assert_eq!(permits.waiting.load(Ordering::Relaxed), 0);
        assert!(permits.admit().is_ok());
    }

    #[actix_web::test]
    async fn whoever_waits_too_long_is_told_to_come_back() {
        let mut settings = config::load(None).unwrap().database;
        settings.queue_ms = 1;
        let permits = Permits::new(1, &settings, Arc::default());
        let _held = permits.take().await.unwrap();
        assert_eq!(permits.take().await.unwrap_err().code(), Code::Overloaded);
        assert_eq!(permits.waiting.load(Ordering::Relaxed), 0);
    }
}
