//! Black-box tests of the running program, load and fault tests.

pub mod bench;
