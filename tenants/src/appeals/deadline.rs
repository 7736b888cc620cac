//! By when an appeal must be taken on, by when somebody must be there, and by when it must be
//! done.

use chrono::Duration;

use crate::clock::Moment;

/// How long a service may take, from the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ServiceTimes {
    pub acknowledge_minutes: Option<i32>,
    pub arrive_minutes: Option<i32>,
    pub resolve_hours: Option<i32>,
}

/// The moments that follow from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadlines {
    /// A utility must have accepted by then.
    pub acknowledge: Option<Moment>,
    /// Its crew must be on site by then.
    pub arrive: Option<Moment>,
    pub resolve: Option<Moment>,
    /// The next one of them; what has none is due within the statutory month.
    pub next: Moment,
}

/// Law 393/96-ВР, art. 20: an appeal is answered within a month.
const STATUTORY_DAYS: i64 = 30;

impl Deadlines {
    #[must_use]
    pub fn from(registered_at: Moment, times: ServiceTimes) -> Self {
        let minutes = |m: i32| registered_at + Duration::minutes(m.into());
        let acknowledge = times.acknowledge_minutes.map(minutes);
        let arrive = times.arrive_minutes.map(minutes);
        let resolve = times
            .resolve_hours
            .map(|h| registered_at + Duration::hours(h.into()));
        let next = acknowledge
            .into_iter()
            .chain(arrive)
            .chain(resolve)
            .min()
            .unwrap_or_else(|| registered_at + Duration::days(STATUTORY_DAYS));
        Self {
            acknowledge,
            arrive,
            resolve,
            next,
        }
    }

    /// What is due once it was taken on.
    #[must_use]
    pub fn after_accepting(&self) -> Moment {
        self.arrive
            .into_iter()
            .chain(self.resolve)
            .min()
            .unwrap_or(self.next)
    }

    /// What is due once somebody is there.
    #[must_use]
    pub fn after_arriving(&self) -> Moment {
        self.resolve.unwrap_or(self.next)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_trapped_person_is_acknowledged_in_five_minutes_reached_in_twenty_and_freed_in_the_hour() {
        let at = Moment::UNIX_EPOCH;
        let times = ServiceTimes {
            acknowledge_minutes: Some(5),
            arrive_minutes: Some(20),
            resolve_hours: Some(1),
        };
        let deadlines = Deadlines::from(at, times);
        assert_eq!(deadlines.acknowledge.unwrap(), at + Duration::minutes(5));
        assert_eq!(deadlines.resolve.unwrap(), at + Duration::hours(1));
        assert_eq!(deadlines.next, at + Duration::minutes(5));
        assert_eq!(deadlines.after_accepting(), at + Duration::minutes(20));
        assert_eq!(deadlines.after_arriving(), at + Duration::hours(1));
    }

    #[test]
    fn without_times_the_statutory_month_holds() {
        let deadlines = Deadlines::from(Moment::UNIX_EPOCH, ServiceTimes::default());
        assert_eq!(deadlines.next, Moment::UNIX_EPOCH + Duration::days(30));
        assert_eq!(deadlines.acknowledge, None);
    }
}
