//! `make faults`: what Varta makes of faults that are done to it on purpose.

use std::process::ExitCode;

fn main() -> ExitCode {
    varta_tests::faults::main()
}
