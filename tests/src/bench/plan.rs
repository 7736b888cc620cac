//! What is measured, and for how long.

use std::env;
use std::time::Duration;

use super::Failure;

/// From the environment, because `make` passes that on by itself.
#[derive(Debug)]
pub(crate) struct Plan {
    /// How many appeals there are to be, one size after the other.
    pub sizes: Vec<u64>,
    pub rounds: usize,
    pub round: Duration,
    /// Parts to measure; all, when empty.
    parts: Vec<String>,
}

impl Plan {
    /// `BENCH_APPEALS=1000000,10000000 BENCH_ROUNDS=5 BENCH_SECONDS=3 BENCH_ONLY=register,queue`
    pub(crate) fn read() -> Result<Self, Failure> {
        let sizes = list("BENCH_APPEALS", "1000000")
            .iter()
            .map(|size| size.parse())
            .collect::<Result<_, _>>()?;
        Ok(Self {
            sizes,
            rounds: number("BENCH_ROUNDS", 5)?.max(1),
            round: Duration::from_secs(u64::try_from(number("BENCH_SECONDS", 3)?.max(1))?),
            parts: list("BENCH_ONLY", ""),
        })
    }

    pub(crate) fn has(&self, part: &str) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|one| one == part)
    }
}

fn list(name: &str, default: &str) -> Vec<String> {
    env::var(name)
        .unwrap_or_else(|_| default.to_owned())
        .split(',')
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

fn number(name: &str, default: usize) -> Result<usize, Failure> {
    match env::var(name) {
        Ok(text) => Ok(text.parse()?),
        Err(_) => Ok(default),
    }
}
