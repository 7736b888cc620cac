//! The table: what holds on any machine first, then what holds on this one.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use super::Failure;
use super::plan::Plan;
use super::rounds::Rounds;

#[derive(Default)]
pub(crate) struct Report {
    ratios: Vec<String>,
    growths: Vec<Growth>,
    facts: Vec<(String, String)>,
    notes: Vec<(String, String)>,
}

/// How long one took, and how much of the processor, at one size after the other.
struct Growth {
    what: String,
    goal: f64,
    sizes: Vec<(u64, f64, f64)>,
}

impl Report {
    /// Ours against the bare database; more is better.
    pub(crate) fn ratio(&mut self, what: &str, rounds: &Rounds, goal: f64) {
        let (low, high) = rounds.range();
        let (ours, bare) = rounds.costs();
        self.ratios.push(format!(
            "{what:<34} {:>5.2}  ({low:.2} to {high:.2})  {}  goal {goal:.2}  by processor time {:.2}",
            rounds.ratio(),
            if rounds.ratio() >= goal {
                "kept  "
            } else {
                "MISSED"
            },
            bare / ours
        ));
        self.fact(
            what,
            format!("{:.0}/s, {ours:.2} ms of processor each", rounds.ours()),
        );
        self.fact(
            &format!("{what}: pgbench"),
            format!("{:.0}/s, {bare:.2} ms of processor each", rounds.bare()),
        );
    }

    /// How much longer it takes when there is more; less is better.
    pub(crate) fn growth(
        &mut self,
        what: &str,
        size: u64,
        (time, processor): (f64, f64),
        goal: f64,
    ) {
        match self.growths.iter_mut().find(|growth| growth.what == what) {
            Some(growth) => growth.sizes.push((size, time, processor)),
            None => self.growths.push(Growth {
                what: what.to_owned(),
                goal,
                sizes: vec![(size, time, processor)],
            }),
        }
    }

    pub(crate) fn fact(&mut self, what: &str, value: String) {
        say(&format!("{what}: {value}"));
        self.facts.push((what.to_owned(), value));
    }

    pub(crate) fn note(&mut self, what: &str, text: String) {
        self.notes.push((what.to_owned(), text));
    }

    fn text(&self, plan: &Plan) -> Result<String, Failure> {
        let mut text = format!(
            "Ratios to the bare PostgreSQL: median of {} rounds of {} s in turns (smallest to largest).\n\
             Where the machine has other work, the ratio by processor time is the truer one.\n",
            plan.rounds,
            plan.round.as_secs()
        );
        for ratio in &self.ratios {
            writeln!(text, "  {ratio}")?;
        }
        for growth in &self.growths {
            let (Some((small, time, processor)), Some((large, later, more))) =
                (growth.sizes.first(), growth.sizes.last())
            else {
                continue;
            };
            if small < large {
                let name = format!("{}, {} to {}", growth.what, count(*small), count(*large));
                let factor = later / time;
                writeln!(
                    text,
                    "  {name:<34} {factor:>5.2}× as long   {}  goal {:.1}  by processor time {:.2}",
                    if factor <= growth.goal {
                        "kept  "
                    } else {
                        "MISSED"
                    },
                    growth.goal,
                    more / processor
                )?;
            }
        }
        writeln!(
            text,
            "\nOn this machine ({} cores)",
            std::thread::available_parallelism()?
        )?;
        for (what, value) in &self.facts {
            writeln!(text, "  {what:<64} {value}")?;
        }
        for (what, note) in &self.notes {
            writeln!(text, "\n{what}\n{note}")?;
        }
        Ok(text)
    }

    /// Prints the table, and keeps it in the target folder.
    pub(crate) fn finish(&self, plan: &Plan) -> Result<(), Failure> {
        let text = self.text(plan)?;
        say(&format!("\n{text}"));
        std::fs::write(target()?.join("bench.txt"), text)?;
        Ok(())
    }
}

/// The folder that the programs were built into.
fn target() -> Result<PathBuf, Failure> {
    let program = std::env::current_exe()?;
    let folder = program.parent().and_then(|profile| profile.parent());
    Ok(folder.ok_or("no target folder")?.to_owned())
}

/// 1000000 reads as 1M.
pub(crate) fn count(number: u64) -> String {
    if number > 0 && number.is_multiple_of(1_000_000) {
        format!("{}M", number / 1_000_000)
    } else {
        number.to_string()
    }
}

/// Tells whoever runs the benchmark how far it is.
pub(crate) fn say(text: &str) {
    // Nobody listens when the output is closed; the file has it all the same.
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}
