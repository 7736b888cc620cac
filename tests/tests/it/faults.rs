//! A little of what `make faults` does at length, so that every run of the tests sees it: the
//! same parts, fewer times, and without holding times against a program that was built to be
//! tested.

use varta_tests::faults::{Part, Plan, run};

#[test]
fn what_was_acknowledged_outlives_the_program_the_database_and_the_way_between_them() {
    assert!(run(&Plan::small(&[Part::Kill, Part::Link, Part::Stop])));
}

#[test]
fn slow_connections_and_wrong_clocks_lock_nobody_out() {
    assert!(run(&Plan::small(&[Part::Slow, Part::Clock])));
}
