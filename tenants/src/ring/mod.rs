//! The answer at ring-time: what is known of whoever calls and of the place that the call is
//! about, before the caller has finished the sentence.
//!
//! Asks the verbs of `appeals`, `housing` and `responsibility`; has no table of its own.

mod answer;
mod caller;
mod error;

pub use answer::{Here, Ring, answer};
pub use caller::{CallerCard, UsualAddress};
pub use error::Error;
