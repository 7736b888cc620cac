//! The name of the request that is being answered, for problems and logs.

use uuid::Uuid;

tokio::task_local! {
    static CURRENT: Uuid;
}

/// Runs a request's work under its name.
pub(crate) async fn under<F: Future>(id: Uuid, work: F) -> F::Output {
    CURRENT.scope(id, work).await
}

/// Nothing outside of a request, and nothing on another thread.
pub(crate) fn current() -> Option<Uuid> {
    CURRENT.try_with(|id| *id).ok()
}
