//! For whoever runs the program: whether it lives, whether it can serve, how it fares.

pub mod alive;
pub mod metrics;
pub mod ready;
