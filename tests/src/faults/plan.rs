//! What is done, how often and for how long.

use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Kill,
    Link,
    Overload,
    Slow,
    Stop,
    Disk,
    Clock,
}

impl Part {
    const ALL: [(&str, Self); 7] = [
        ("kill", Self::Kill),
        ("link", Self::Link),
        ("overload", Self::Overload),
        ("slow", Self::Slow),
        ("stop", Self::Stop),
        ("disk", Self::Disk),
        ("clock", Self::Clock),
    ];
}

#[derive(Debug)]
pub struct Plan {
    pub(crate) parts: Vec<Part>,
    /// How often the program is killed, and how often PostgreSQL.
    pub(crate) kills: u32,
    pub(crate) server_kills: u32,
    pub(crate) cut: Duration,
    pub(crate) stops: u32,
    /// How long more come than can be served, and how long some of them are slow.
    pub(crate) flood: Duration,
    pub(crate) slow: usize,
    pub(crate) full: Duration,
    /// Times are only held against a program that was built to be fast.
    pub(crate) timed: bool,
}

impl Plan {
    /// The parts of these names; all, when there are none.
    pub fn full(names: &[String]) -> Result<Self, String> {
        let parts = names
            .iter()
            .map(|name| {
                let known = Part::ALL.iter().find(|(known, _)| known == name);
                known.map(|(_, part)| *part).ok_or_else(|| {
                    let known = Part::ALL.map(|(known, _)| known).join(" ");
                    format!("{name:?} is none of: {known}")
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            parts: if parts.is_empty() {
                Part::ALL.map(|(_, part)| part).to_vec()
            } else {
                parts
            },
            kills: 100,
            server_kills: 20,
            cut: Duration::from_secs(60),
            stops: 20,
            flood: Duration::from_secs(15),
            slow: 2_000,
            full: Duration::from_secs(10),
            timed: true,
        })
    }

    /// A little of each that takes seconds, for every test run.
    #[must_use]
    pub fn small(parts: &[Part]) -> Self {
        Self {
            parts: parts.to_vec(),
            kills: 4,
            server_kills: 1,
            cut: Duration::from_secs(3),
            stops: 1,
            flood: Duration::from_secs(2),
            slow: 100,
            full: Duration::from_secs(1),
            timed: false,
        }
    }
}
