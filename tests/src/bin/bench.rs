//! `make bench`: how fast Varta is, measured against the bare PostgreSQL of the same machine.

use std::process::ExitCode;

fn main() -> ExitCode {
    varta_tests::bench::main()
}
