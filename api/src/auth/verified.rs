//! Tokens whose signature was found good. A client shows the same one for ten minutes, and
//! to check a signature takes longer than to route a request.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::token::Claims;

/// Bounds memory: about a megabyte. More than all who work in a region at once.
const MOST: usize = 1_024;

/// Knows nothing of time: whoever takes claims from here still asks whether they hold.
#[derive(Default)]
pub(super) struct Verified(RwLock<HashMap<String, Arc<Claims>>>);

impl Verified {
    pub(super) fn find(&self, token: &str) -> Option<Arc<Claims>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.get(token).cloned()
    }

    /// When there is no room, all are forgotten and verified anew as they come.
    pub(super) fn keep(&self, token: &str, claims: Arc<Claims>) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(token.to_owned(), claims);
    }
}

// Whoever reads a token may use it.
impl std::fmt::Debug for Verified {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Verified(…)")
    }
}
