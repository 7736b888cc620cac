//! How many files the program may have open. A connection is one, and systems give a program
//! 1,024 unless it asks for more: few enough for one patient client to take them all.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Takes all that the system permits.
pub(crate) fn permit_all() {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let all = Rlimit {
        current: maximum,
        maximum,
    };
    match setrlimit(Resource::Nofile, all) {
        Ok(()) => tracing::debug!(?maximum, "open files"),
        Err(error) => tracing::warn!(%error, ?current, "no more files may be open than these"),
    }
}
