//! Waits for something that the program does in the background.

use std::thread::sleep;
use std::time::{Duration, Instant};

/// Long enough for the slowest machine; nothing is measured by it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Asks again and again until there is an answer.
#[track_caller]
pub fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < deadline, "it never came: {what}");
        sleep(Duration::from_millis(10));
    }
}
