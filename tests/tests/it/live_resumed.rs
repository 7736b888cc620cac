//! Streams that break off, fall behind or fill up, and go on where they were.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::Value;
use varta_tests::harness::{App, Client, Person, Program};

use crate::live::{assign_to_electricity, community};

/// Follows a path through interruptions: a few events here, a few there.
struct Wanderer<'a> {
    client: &'a Client,
    path: String,
    last: Option<String>,
    seen: Vec<Value>,
}

impl Wanderer<'_> {
    /// Takes so many events from one program, and hangs up.
    fn stay(&mut self, at: &Program, events: usize) {
        let stream = self
            .client
            .at(at.base())
            .follow(&self.path, self.last.as_deref());
        let first = stream.begins(if self.last.is_none() {
            "ready"
        } else {
            "resumed"
        });
        self.last = Some(first.id);
        for _ in 0..events {
            let message = stream.next().unwrap();
            self.last = Some(message.id.clone());
            self.seen.push(message.json());
        }
    }

    fn events(&self) -> Vec<&Value> {
        self.seen.iter().map(|event| &event["event_id"]).collect()
    }
}

fn wanderer(client: &Client, path: String) -> Wanderer<'_> {
    Wanderer {
        client,
        path,
        last: None,
        seen: Vec::new(),
    }
}

#[test]
fn nothing_is_missed_and_nothing_comes_twice_through_restarts_and_across_programs() {
    let app = App::start();
    let (a, b) = (app.a(), app.b());
    app.database.settle();
    let (dispatcher, staff) = (app.dispatcher_a(), app.client(Person::StaffElectricity));
    let mut second = app.another_program();
    let mut here = wanderer(&dispatcher, community(&app, a));
    let mut everywhere = wanderer(&staff, app.of_utility(app.fixture.electricity, "/events"));
    here.stay(app.program(), 0);
    everywhere.stay(app.program(), 0);
    std::thread::scope(|scope| {
        for side in [a, b] {
            let app = &app;
            scope.spawn(move || {
                for _ in 0..20 {
                    assign_to_electricity(app, side);
                }
            });
        }
        for round in 0..8 {
            if round == 4 {
                second = app.another_program();
            }
            let at = if round % 2 == 0 {
                &second
            } else {
                app.program()
            };
            here.stay(at, 5);
            everywhere.stay(at, 5);
        }
    });
    app.database.settle();
    let events = app.database.rows(&format!(
        "SELECT id, kind FROM ledger_events WHERE community_id = '{}'
           AND kind IN ('appeal.registered', 'appeal.assigned') ORDER BY position",
        a.community
    ));
    assert_eq!(events.len(), 40);
    let ids: Vec<&Value> = events.iter().map(|event| &event["id"]).collect();
    assert_eq!(here.events(), ids);

    let assigned = app.database.rows(
        "SELECT id FROM ledger_events WHERE kind = 'appeal.assigned' ORDER BY community_id, position",
    );
    assert_eq!(assigned.len(), 40);
    let mut told = everywhere.events();
    let key = |event: &&Value| event.as_str().unwrap().to_owned();
    told.sort_by_key(key);
    let mut ids: Vec<&Value> = assigned.iter().map(|event| &event["id"]).collect();
    ids.sort_by_key(key);
    assert_eq!(told, ids);
    let communities: BTreeSet<&str> = everywhere
        .seen
        .iter()
        .map(|event| event["community_id"].as_str().unwrap())
        .collect();
    assert_eq!(communities.len(), 2);
}

/// The same, and the program has read them.
pub fn flood(app: &App, events: u32, letters: u32) {
    write(app, events, letters);
    app.database.settle();
}

/// So many events in A's ledger, written past the program, each saying so many letters.
fn write(app: &App, events: u32, letters: u32) {
    app.database.run(&format!(
        "INSERT INTO ledger_inbox (community_id, id, kind, subject_id, actor_role, occurred_at, body)
         SELECT '{}', gen_random_uuid(), 'appeal.edited', gen_random_uuid(), 'dispatcher', now(),
                jsonb_build_object('service', repeat('x', {letters}))
         FROM generate_series(1, {events})",
        app.a().community
    ));
}

#[test]
fn whoever_missed_too_much_or_saw_another_ledger_is_told_to_ask_anew() {
    let app = App::start();
    let path = community(&app, app.a());
    let client = app.dispatcher_a();
    let old = client.follow(&path, None).begins("ready").id;
    flood(&app, 2_500, 1);
    // One that nobody listens to: the first may still be reading on for whoever has just left.
    let other = app.another_program();
    let elsewhere = client.at(other.base());
    let _ = elsewhere.follow(&path, Some(&old)).begins("reset");

    let last = client.follow(&path, None).begins("ready").id;
    app.database.run(&format!(
        "DELETE FROM ledger_events WHERE community_id = '{0}' AND position > 5;
         UPDATE ledger_heads SET position = 5 WHERE community_id = '{0}'",
        app.a().community
    ));
    let restored = app.another_program();
    let client = client.at(restored.base());
    let _ = client.follow(&path, Some(&last)).begins("reset");

    let refused = client
        .request(reqwest::Method::GET, &path)
        .header("last-event-id", "not an id")
        .send()
        .problem(400, "invalid_parameter");
    assert_eq!(refused["field"], "Last-Event-ID");
}

#[test]
fn whoever_reads_too_slowly_is_let_go_and_goes_on_where_it_was() {
    let app = App::start();
    let path = community(&app, app.a());
    let client = app.dispatcher_a();
    let slow = client.follow(&path, None);
    let mut last = slow.begins("ready").id;
    slow.pause();
    // More than a connection holds, and then more often than anybody may be behind.
    flood(&app, 5_000, 4_000);
    for _ in 0..80 {
        write(&app, 1, 1);
        std::thread::sleep(Duration::from_millis(110));
    }
    slow.go_on();
    let mut seen = 0;
    while let Some(message) = slow.next() {
        last = message.id;
        seen += 1;
    }
    assert!((1..5_080).contains(&seen), "{seen}");
    // It missed too much to be told; whoever missed little goes on.
    let again = client.follow(&path, Some(&last));
    let first = again.next().unwrap();
    assert!(["reset", "resumed"].contains(&first.name.as_str()));
    assert!(app.anonymous().get("/readyz").status == 200);
}
