//! Black-box tests of the running program, and what they need: a PostgreSQL of their own, a
//! database for each test, the program itself, and people who sign in.

pub mod harness;
