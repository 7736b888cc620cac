//! The only place that reads the wall clock.

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Timelike, Utc};

/// A moment as PostgreSQL keeps it: microseconds, UTC.
pub type Moment = DateTime<Utc>;

/// Where time comes from. A transaction reads it once, when it begins.
#[derive(Clone, Default)]
pub struct Clock(Source);

#[derive(Clone, Default)]
enum Source {
    #[default]
    Wall,
    Fixed(Moment),
    Told(Arc<dyn Fn() -> Moment + Send + Sync>),
}

impl Clock {
    /// A clock that stands still, for replaying a night that is over.
    #[must_use]
    pub fn fixed(at: Moment) -> Self {
        Self(Source::Fixed(to_micros(at)))
    }

    /// A clock that asks somebody else, for tests that move time.
    pub fn told(by: impl Fn() -> Moment + Send + Sync + 'static) -> Self {
        Self(Source::Told(Arc::new(by)))
    }

    #[must_use]
    pub fn now(&self) -> Moment {
        match &self.0 {
            Source::Wall => wall(),
            Source::Fixed(at) => *at,
            Source::Told(by) => to_micros(by()),
        }
    }

    #[must_use]
    pub fn ago(&self, distance: Duration) -> Moment {
        self.now() - distance
    }
}

/// The day on which a moment falls where Varta works.
#[must_use]
pub fn day_in_kyiv(at: Moment) -> NaiveDate {
    at.with_timezone(&chrono_tz::Europe::Kyiv).date_naive()
}

/// When a day begins there. Kyiv changes its clocks at three in the morning, so that there is
/// always a midnight, and only one.
#[must_use]
pub fn midnight_in_kyiv(day: NaiveDate) -> Moment {
    let midnight = day.and_time(NaiveTime::MIN);
    midnight
        .and_local_timezone(chrono_tz::Europe::Kyiv)
        .earliest()
        .map_or_else(|| midnight.and_utc(), |moment| moment.to_utc())
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.0 {
            Source::Wall => "Clock(wall)",
            Source::Fixed(_) => "Clock(fixed)",
            Source::Told(_) => "Clock(told)",
        })
    }
}

#[allow(clippy::disallowed_methods, reason = "this is the clock")]
fn wall() -> Moment {
    to_micros(Utc::now())
}

/// What is hashed and compared must be what the database gives back.
fn to_micros(at: Moment) -> Moment {
    at.with_nanosecond(at.nanosecond() / 1_000 * 1_000)
        .unwrap_or(at)
}
