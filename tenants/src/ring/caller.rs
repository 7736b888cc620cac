//! Who calls, as far as earlier calls from the same number tell. Pure.

use crate::appeals::{Appeal, EarlierCall};
use crate::ids::BuildingId;
use crate::text::{Flat, Name};

/// What earlier calls from a number say about its owner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallerCard {
    /// The name given last.
    pub name: Option<Name>,
    /// None: never called about a building.
    pub usual: Option<UsualAddress>,
    /// What they called about, open ones first, then the newest.
    pub appeals: Vec<Appeal>,
}

/// Where somebody calls from most often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsualAddress {
    pub building: BuildingId,
    /// As it is printed.
    pub place: String,
    /// The flat given last for this building.
    pub flat: Option<Flat>,
    pub calls: usize,
}

impl CallerCard {
    /// From the latest calls, the newest first.
    pub(super) fn of(calls: Vec<EarlierCall>) -> Self {
        let name = calls.iter().find_map(|call| call.name.clone());
        let usual = usual(&calls);
        let mut appeals: Vec<Appeal> = Vec::new();
        for call in calls {
            if appeals.iter().all(|known| known.id != call.appeal.id) {
                appeals.push(call.appeal);
            }
        }
        appeals.sort_by_key(|appeal| (!appeal.state.is_open(), std::cmp::Reverse(appeal.number)));
        Self {
            name,
            usual,
            appeals,
        }
    }
}

/// The building named most often; of two named as often, the one named last.
fn usual(calls: &[EarlierCall]) -> Option<UsualAddress> {
    let mut best: Option<UsualAddress> = None;
    for call in calls {
        let Some(building) = call.appeal.building else {
            continue;
        };
        let here = || calls.iter().filter(|c| c.appeal.building == Some(building));
        let count = here().count();
        if best.as_ref().is_none_or(|best| count > best.calls) {
            best = Some(UsualAddress {
                building,
                place: call.appeal.place.clone(),
                flat: here().find_map(|c| c.flat.clone()),
                calls: count,
            });
        }
    }
    best
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use crate::appeals::{AppealKind, Deadlines, Outcome, ServiceTimes, State};
    use crate::clock::Moment;
    use crate::ids::AppealId;

    fn call(number: i64, building: BuildingId, state: State, flat: Option<&str>) -> EarlierCall {
        let at = Moment::UNIX_EPOCH;
        let appeal = Appeal {
            id: AppealId::new(),
            number,
            tracking_code: String::new(),
            kind: AppealKind::Operational,
            state,
            outcome: (state == State::Closed).then_some(Outcome::Resolved),
            service: "WAT-NO".to_owned(),
            urgency: "standard".to_owned(),
            building: Some(building),
            place: building.to_string(),
            responsible: None,
            utility: None,
            callers: 1,
            returns: 0,
            registered_at: at,
            deadlines: Deadlines::from(at, ServiceTimes::default()),
            acknowledged_at: None,
            attended_at: None,
            reported_at: None,
            closed_at: None,
            sent: None,
            received: None,
            version: 1,
        };
        EarlierCall {
            appeal,
            name: None,
            flat: flat.map(|flat| flat.parse().unwrap()),
        }
    }

    #[test]
    fn the_usual_address_is_the_commonest_and_its_flat_the_one_given_last() {
        let (home, elsewhere) = (BuildingId::new(), BuildingId::new());
        let card = CallerCard::of(vec![
            call(4, elsewhere, State::Closed, Some("1")),
            call(3, home, State::Closed, None),
            call(2, home, State::Closed, Some("12")),
            call(1, home, State::Closed, Some("11")),
        ]);
        let usual = card.usual.unwrap();
        assert_eq!((usual.building, usual.calls), (home, 3));
        assert_eq!(usual.flat.unwrap().as_str(), "12");
    }

    #[test]
    fn of_two_addresses_named_as_often_the_last_one_is_usual() {
        let (last, before) = (BuildingId::new(), BuildingId::new());
        let card = CallerCard::of(vec![
            call(2, last, State::Closed, None),
            call(1, before, State::Closed, None),
        ]);
        assert_eq!(card.usual.unwrap().building, last);
    }

    #[test]
    fn open_appeals_stand_first_and_each_stands_once() {
        let home = BuildingId::new();
        let open = call(1, home, State::InWork, None);
        let card = CallerCard::of(vec![
            open.clone(),
            call(3, home, State::Closed, None),
            open,
            call(2, home, State::Closed, None),
        ]);
        let numbers: Vec<i64> = card.appeals.iter().map(|appeal| appeal.number).collect();
        assert_eq!(numbers, [1, 3, 2]);
    }

    #[test]
    fn whoever_never_called_is_nobody_known() {
        assert_eq!(CallerCard::of(Vec::new()), CallerCard::default());
    }
}
