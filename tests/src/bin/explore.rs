//! `make explore`: requests that nobody thought of, made by schemathesis from the OpenAPI
//! document, in the name of everybody.

use std::process::ExitCode;

fn main() -> ExitCode {
    varta_tests::explore::main()
}
