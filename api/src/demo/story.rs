//! What becomes of one call, step by step. Pure: the night plays it.

use chrono::Duration;
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// One thing that somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Answer,
    Register,
    Join,
    Assign,
    Accept,
    Arrive,
    Decline,
    Report,
    Return,
    Close,
    Offer,
    AcceptOffer,
    RefuseOffer,
}

/// Deeds with the time that passes before each.
pub type Story = Vec<(Duration, Deed)>;

/// How calls go on a night without power: in hundredths. More than a third need an answer only
/// (Dnipro 2024: more than half); the rest stand in every state that there is.
const COURSES: &[(u32, &[Deed])] = &[
    (34, &[Deed::Answer]),
    (7, &[Deed::Register]),
    (6, &[Deed::Register, Deed::Join]),
    (7, &[Deed::Register, Deed::Assign]),
    (5, &[Deed::Register, Deed::Assign, Deed::Accept]),
    (
        4,
        &[Deed::Register, Deed::Assign, Deed::Accept, Deed::Arrive],
    ),
    (
        4,
        &[
            Deed::Register,
            Deed::Join,
            Deed::Assign,
            Deed::Join,
            Deed::Accept,
        ],
    ),
    (3, &[Deed::Register, Deed::Assign, Deed::Decline]),
    (
        7,
        &[
            Deed::Register,
            Deed::Assign,
            Deed::Accept,
            Deed::Arrive,
            Deed::Report,
        ],
    ),
    (
        3,
        &[
            Deed::Register,
            Deed::Assign,
            Deed::Accept,
            Deed::Report,
            Deed::Return,
        ],
    ),
    (
        13,
        &[
            Deed::Register,
            Deed::Assign,
            Deed::Accept,
            Deed::Arrive,
            Deed::Report,
            Deed::Close,
        ],
    ),
    (
        3,
        &[
            Deed::Register,
            Deed::Assign,
            Deed::Accept,
            Deed::Arrive,
            Deed::Report,
            Deed::Return,
            Deed::Arrive,
            Deed::Report,
            Deed::Close,
        ],
    ),
    (1, &[Deed::Register, Deed::Offer]),
    (1, &[Deed::Register, Deed::Offer, Deed::AcceptOffer]),
    (1, &[Deed::Register, Deed::Offer, Deed::RefuseOffer]),
    (1, &[Deed::Register, Deed::Close]),
];

/// A course of events; `unassignable` is a call that nobody can be given.
pub fn story(chance: &mut ChaCha8Rng, unassignable: bool) -> Story {
    let sum: u32 = COURSES.iter().map(|(weight, _)| weight).sum();
    let mut at = chance.random_range(0..sum);
    let course = COURSES.iter().find(|(weight, _)| {
        let found = at < *weight;
        at = at.saturating_sub(*weight);
        found
    });
    let deeds = course.map_or(&[Deed::Register][..], |(_, deeds)| deeds);
    let needs_somebody = deeds.contains(&Deed::Assign);
    let deeds: &[Deed] = if unassignable && needs_somebody {
        &[Deed::Register]
    } else {
        deeds
    };
    deeds
        .iter()
        .map(|deed| (pause(chance, *deed), *deed))
        .collect()
}

fn pause(chance: &mut ChaCha8Rng, deed: Deed) -> Duration {
    let minutes = match deed {
        Deed::Answer | Deed::Register => 0..1,
        Deed::Assign => 1..6,
        Deed::Join | Deed::Offer => 2..25,
        Deed::Accept | Deed::Decline | Deed::AcceptOffer | Deed::RefuseOffer => 2..40,
        Deed::Arrive => 10..60,
        Deed::Report => 20..90,
        Deed::Return | Deed::Close => 3..40,
    };
    Duration::minutes(chance.random_range(minutes)) + Duration::seconds(chance.random_range(1..60))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::super::chance::stream;
    use super::*;

    #[test]
    fn every_course_begins_with_a_call() {
        for (_, deeds) in COURSES {
            assert!(matches!(
                deeds.first().unwrap(),
                Deed::Answer | Deed::Register
            ));
        }
    }

    #[test]
    fn the_weights_are_hundredths() {
        assert_eq!(COURSES.iter().map(|(weight, _)| weight).sum::<u32>(), 100);
    }

    #[test]
    fn what_nobody_can_be_given_is_never_assigned() {
        let mut chance = stream(1, "stories");
        for _ in 0..500 {
            assert!(
                story(&mut chance, true)
                    .iter()
                    .all(|(_, deed)| *deed != Deed::Assign)
            );
        }
    }
}
