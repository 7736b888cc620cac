use super::*;
use crate::ids::{LedgerId, SubjectId};

const HERE: u128 = 1;
const REGION: u128 = 2;

fn uuid(n: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(n)
}

fn event(ledger: u128, kind: Kind, body: &str) -> SealedEvent {
    SealedEvent {
        ledger: LedgerId::from_uuid(uuid(ledger)),
        position: 1,
        id: EventId::from_uuid(uuid(7)),
        kind: kind.code().into(),
        subject: SubjectId::from_uuid(uuid(8)),
        actor: None,
        role: "dispatcher".into(),
        utility: None,
        occurred_at: Moment::UNIX_EPOCH,
        body: body.into(),
    }
}

fn told(source: Source, event: &SealedEvent) -> Vec<(Place, Notice)> {
    notices(source, event, RegionId::from_uuid(uuid(REGION)))
}

fn touched(utility: u128) -> String {
    format!(
        r#""assignment":"{}","utility":"{}","assignment_version":3"#,
        uuid(20),
        uuid(utility)
    )
}

#[test]
fn whoever_loses_an_assignment_is_told_and_does_not_learn_who_has_it() {
    let body = format!(
        r#"{{"from":"assigned","to":"assigned","version":4,{},"withdrawn":{{{}}}}}"#,
        touched(30),
        touched(31)
    );
    let told = told(Source::Sealed, &event(HERE, Kind::AppealAssigned, &body));
    let places: Vec<Place> = told.iter().map(|(place, _)| *place).collect();
    assert_eq!(
        places,
        [
            Place::Utility(UtilityId::from_uuid(uuid(30))),
            Place::Utility(UtilityId::from_uuid(uuid(31))),
            Place::Community(CommunityId::from_uuid(uuid(HERE))),
        ]
    );
    let loser = &told[1].1;
    assert_eq!(loser.kind, "assignment.withdrawn");
    assert_eq!((loser.subject, loser.details.utility), (None, None));
    assert_eq!(told[2].1.details.version, Some(4));
}

#[test]
fn words_that_people_typed_are_not_told() {
    let body = format!(
        r#"{{"from":"in_work","to":"reported","version":5,{},"report":"Іван Петренко, кв. 5"}}"#,
        touched(30)
    );
    for (_, notice) in told(
        Source::Sealed,
        &event(HERE, Kind::AssignmentReported, &body),
    ) {
        assert!(!format!("{notice:?}").contains("Петренко"));
    }
}

#[test]
fn a_region_is_told_of_hand_overs_and_of_its_own_affairs_only() {
    for kind in Kind::ALL {
        let there = told(Source::Folded, &event(HERE, *kind, "{}"));
        assert_eq!(
            there.len(),
            usize::from(noun(kind.code()) == "handover"),
            "{kind:?}"
        );
        let own = told(Source::Folded, &event(REGION, *kind, "{}"));
        assert_eq!(own.len(), 1);
        assert_eq!(own[0].1.details, Details::default());
    }
}

#[test]
fn accounts_are_for_those_who_keep_them() {
    for kind in [Kind::AccountChanged, Kind::MembershipGranted] {
        let told = told(Source::Sealed, &event(HERE, kind, "{}"));
        assert_eq!(told[0].1.needs, Action::ManageAccounts);
    }
}

#[test]
fn a_body_in_words_of_its_own_does_no_harm() {
    let told = told(
        Source::Sealed,
        &event(HERE, Kind::UtilityChanged, r#"{"number":"12-А"}"#),
    );
    assert_eq!(told[0].1.details, Details::default());
}
