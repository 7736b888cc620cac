//! Asks all jobs to stop, and wakes those that rest.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

#[derive(Debug, Clone, Default)]
pub(super) struct Stop(Arc<(Mutex<bool>, Condvar)>);

impl Stop {
    pub(super) fn now(&self) {
        let (asked, bell) = &*self.0;
        *asked.lock().unwrap_or_else(PoisonError::into_inner) = true;
        bell.notify_all();
    }

    pub(super) fn is_asked(&self) -> bool {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits, but not when it is time to stop.
    pub(super) fn rest(&self, time: Duration) {
        let (asked, bell) = &*self.0;
        let asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
        drop(bell.wait_timeout_while(asked, time, |asked| !*asked));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_rests_is_woken_to_stop() {
        let stop = Stop::default();
        let other = stop.clone();
        let resting = std::thread::spawn(move || other.rest(Duration::from_secs(60)));
        stop.now();
        resting.join().unwrap();
        assert!(stop.is_asked());
    }
}
