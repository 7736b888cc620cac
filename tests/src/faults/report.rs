//! The table: what was asked, what was seen, and whether it is enough.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Duration;

use super::plan::Part;

#[derive(Default)]
pub(crate) struct Report {
    lines: Vec<String>,
    missed: bool,
}

impl Report {
    pub(crate) fn begin(&mut self, part: Part) {
        self.lines.push(format!("\n{part:?}"));
    }

    /// A promise, and what came of it.
    pub(crate) fn row(&mut self, asked: &str, seen: &str, kept: bool) {
        let verdict = if kept { "kept" } else { "MISSED" };
        self.missed |= !kept;
        self.push(asked, seen, verdict);
    }

    /// No later than this.
    pub(crate) fn within(&mut self, asked: &str, seen: Duration, most: Duration, timed: bool) {
        let text = format!("{:.0} ms", seen.as_secs_f64() * 1_000.0);
        if timed {
            self.row(asked, &text, seen <= most);
        } else {
            self.push(asked, &text, "not held against it");
        }
    }

    /// Something to know, and nothing to keep.
    pub(crate) fn fact(&mut self, what: &str, seen: &str) {
        self.push(what, seen, "");
    }

    pub(crate) fn cannot(&mut self, what: &str, why: &str) {
        self.push(what, why, "CANNOT RUN HERE");
    }

    /// The run itself came to no end.
    pub(crate) fn broke(&mut self, why: &str) {
        self.row("the run comes to its end", why, false);
    }

    fn push(&mut self, asked: &str, seen: &str, verdict: &str) {
        let line = format!("  {asked:<64} {seen:<34} {verdict}");
        say(&line);
        self.lines.push(line);
    }

    /// Prints the table, keeps it beside the program, and says whether everything was kept.
    pub(crate) fn finish(&self) -> bool {
        let mut text = String::new();
        for line in &self.lines {
            // Writing into a string does not fail.
            let _ = writeln!(text, "{line}");
        }
        say(&text);
        let kept = std::env::current_exe()
            .map(|program| program.with_file_name("faults.txt"))
            .and_then(|file| std::fs::write(file, &text));
        if let Err(error) = kept {
            say(&format!("the table could not be kept: {error}"));
        }
        !self.missed
    }
}

pub(crate) fn say(text: &str) {
    // Nobody listens when the output is closed.
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}
