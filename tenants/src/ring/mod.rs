//! The answer at ring-time: what is known of whoever calls and of the place that the call is
//! about, before the caller has finished the sentence.
//!
//! Three round trips at most: whoever calls (a verb of `appeals`), the place (`store`, from what
//! `housing` and `responsibility` make of it), and the record of who looked. No table of its own.

mod answer;
mod caller;
mod error;
mod store;

pub use answer::{Here, Ring, answer};
pub use caller::{CallerCard, UsualAddress};
pub use error::Error;
