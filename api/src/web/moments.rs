//! Time as people say it, with the exact moment beside it; all in the time of Kyiv.

use chrono::{Datelike, Duration, SecondsFormat, Timelike};
use chrono_tz::Europe::Kyiv;
use tenants::appeals::Deadlines;
use tenants::clock::Moment;

use super::words::{DAYS, count};

/// From here on a deadline is shown in amber.
const SOON: Duration = Duration::minutes(30);

const MONTHS: [&str; 12] = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
];

/// One moment, in three spellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    /// `02:40`, and the date when it is not of today.
    pub short: String,
    /// `24 листопада 2026, 02:40`
    pub exact: String,
    /// For machines.
    pub iso: String,
}

#[must_use]
pub(super) fn stamp(at: Moment, now: Moment) -> Stamp {
    let here = at.with_timezone(&Kyiv);
    let time = format!("{:02}:{:02}", here.hour(), here.minute());
    let today = here.date_naive() == now.with_timezone(&Kyiv).date_naive();
    let month = usize::try_from(here.month0()).ok();
    let month = month.and_then(|month| MONTHS.get(month)).unwrap_or(&"");
    Stamp {
        short: if today {
            time.clone()
        } else {
            format!("{:02}.{:02} {time}", here.day(), here.month())
        },
        exact: format!("{} {month} {}, {time}", here.day(), here.year()),
        iso: here.to_rfc3339_opts(SecondsFormat::Secs, false),
    }
}

/// A deadline that somebody has to meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Due {
    /// What has to be done by then.
    pub verb: &'static str,
    pub words: String,
    pub exact: String,
    pub iso: String,
    /// `late`, `soon` or `calm`: the class that colours it.
    pub tone: &'static str,
}

/// The next deadline of something open. `acknowledged`: somebody has taken it on already.
#[must_use]
pub(super) fn due(deadlines: &Deadlines, acknowledged: bool, now: Moment) -> Due {
    let at = deadlines.next;
    let verb = if !acknowledged && deadlines.acknowledge == Some(at) {
        "прийняти"
    } else if deadlines.resolve == Some(at) {
        "виконати"
    } else {
        "відповісти"
    };
    let left = at - now;
    let tone = if left < Duration::zero() {
        "late"
    } else if left < SOON {
        "soon"
    } else {
        "calm"
    };
    let Stamp { exact, iso, .. } = stamp(at, now);
    Due {
        verb,
        words: left_words(left),
        exact,
        iso,
        tone,
    }
}

/// «ще 40 хв», «прострочено на 2 год».
#[must_use]
pub(super) fn left_words(left: Duration) -> String {
    let length = length(left.abs());
    match (left < Duration::zero(), length) {
        (false, Some(length)) => format!("ще {length}"),
        (false, None) => "менше хвилини".to_owned(),
        (true, Some(length)) => format!("прострочено на {length}"),
        (true, None) => "щойно прострочено".to_owned(),
    }
}

/// Minutes matter within three hours, hours within two days. Nothing: under a minute.
fn length(span: Duration) -> Option<String> {
    let (minutes, hours) = (span.num_minutes(), span.num_hours());
    match (hours, minutes % 60) {
        (0, 0) => None,
        (0, minutes) => Some(format!("{minutes}\u{a0}хв")),
        (1..=2, minutes @ 1..) => Some(format!("{hours}\u{a0}год {minutes}\u{a0}хв")),
        (..=47, _) => Some(format!("{hours}\u{a0}год")),
        _ => Some(count(span.num_days(), DAYS)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_said_as_people_say_it() {
        for (minutes, text) in [
            (40, "ще 40\u{a0}хв"),
            (60, "ще 1\u{a0}год"),
            (135, "ще 2\u{a0}год 15\u{a0}хв"),
            (215, "ще 3\u{a0}год"),
            (2 * 24 * 60, "ще 2\u{a0}дні"),
            (30 * 24 * 60, "ще 30\u{a0}днів"),
            (0, "менше хвилини"),
            (-120, "прострочено на 2\u{a0}год"),
            (-7, "прострочено на 7\u{a0}хв"),
        ] {
            assert_eq!(left_words(Duration::minutes(minutes)), text);
        }
        assert_eq!(left_words(Duration::seconds(-5)), "щойно прострочено");
    }

    #[test]
    fn a_moment_of_today_needs_no_date() {
        let now: Moment = "2026-11-23T22:30:00Z".parse().unwrap();
        assert_eq!(stamp(now, now).short, "00:30");
        assert_eq!(stamp(now, now).exact, "24 листопада 2026, 00:30");
        assert_eq!(stamp(now - Duration::hours(1), now).short, "23.11 23:30");
    }

    #[test]
    fn what_is_due_says_what_for_and_how_soon() {
        let now = Moment::UNIX_EPOCH;
        let at = |minutes| now + Duration::minutes(minutes);
        let deadlines = |acknowledge, resolve, next| Deadlines {
            acknowledge,
            resolve,
            next,
        };
        let first = due(&deadlines(Some(at(5)), Some(at(60)), at(5)), false, now);
        assert_eq!((first.verb, first.tone), ("прийняти", "soon"));
        let second = due(&deadlines(Some(at(5)), Some(at(60)), at(60)), true, now);
        assert_eq!((second.verb, second.tone), ("виконати", "calm"));
        let month = due(&deadlines(None, None, at(-1)), false, now);
        assert_eq!((month.verb, month.tone), ("відповісти", "late"));
    }
}
