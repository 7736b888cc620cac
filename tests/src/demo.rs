//! The demo oblast, run for a browser to look at.
#![allow(
    clippy::expect_used,
    reason = "a tool for people: what fails here ends it"
)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::harness::binary;

/// Of everybody in the demo.
pub(crate) const PASSWORD: &str = "варта-не-спить";

#[derive(Debug)]
pub(crate) struct Demo {
    program: Child,
    base: String,
}

impl Demo {
    pub fn start(data: &Path) -> Self {
        let mut program = Command::new(binary())
            .args(["demo", "--data"])
            .arg(data)
            .env("VARTA__HTTP__BIND", "127.0.0.1:0")
            .env("VARTA__LOG__FILTER", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .expect("varta starts");
        let mut lines = BufReader::new(program.stdout.take().expect("its output")).lines();
        let base = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("listening on ").map(str::to_owned));
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            program,
            base: base.expect("it serves"),
        }
    }

    pub fn base(&self) -> &str {
        &self.base
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        drop(self.program.kill());
        drop(self.program.wait());
    }
}
