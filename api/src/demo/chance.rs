//! Chance that can be repeated. ChaCha, because its stream is the same in every version of the
//! library and on every machine: a demo looks the same wherever it is shown.

use rand::SeedableRng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

/// A stream of its own for each subject: what is generated for one place does not change when
/// another is added beside it.
#[must_use]
pub fn stream(seed: u64, subject: &str) -> ChaCha8Rng {
    let mut hash = Sha256::new();
    hash.update(seed.to_be_bytes());
    hash.update(subject.as_bytes());
    ChaCha8Rng::from_seed(hash.finalize().into())
}

/// One of the given, or the default of the type when there is none.
pub fn one_of<T: Copy + Default>(chance: &mut ChaCha8Rng, choices: &[T]) -> T {
    choices.choose(chance).copied().unwrap_or_default()
}
