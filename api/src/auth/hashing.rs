//! Where passwords are hashed and verified: on a blocking thread, few at a time, with no
//! connection held.

use std::time::{Duration, Instant};

use actix_web::web;

use crate::app::App;
use crate::error::{Code, Problem};

/// A shift that signs in at once waits its turn; a flood is told to come back.
const PATIENCE: Duration = Duration::from_secs(5);

/// Runs `work`, which is slow on purpose, once one of the permits is free.
pub async fn hashing<T: Send + 'static>(
    app: &App,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    let permits = app.password_permits.clone();
    let permit = tokio::time::timeout(PATIENCE, permits.acquire_owned())
        .await
        .map_err(|_elapsed| Problem::new(Code::Overloaded).retry_after(2))?
        .map_err(|_closed| Problem::new(Code::Internal))?;
    let metrics = app.metrics.clone();
    web::block(move || {
        // Held here, not by the request: when a client hangs up, its work goes on.
        let _permit = permit;
        let started = Instant::now();
        let done = work();
        metrics.hashing(started.elapsed());
        done
    })
    .await
    .map_err(|_panicked| Problem::new(Code::Internal))
}
