//! The program `varta`.

use std::process::ExitCode;

fn main() -> ExitCode {
    api::cli::main()
}
