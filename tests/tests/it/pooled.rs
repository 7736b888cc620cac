//! Sixty communities over a pool of four connections, with panics, refusals, broken statements
//! and clients that hang up in between: nobody ever sees another one's row.
//!
//! An operation is one transaction; `make prove` asks for 100,000 of them.

use std::io::Write;
use std::net::TcpStream;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::Text;
use tenants::access::{Actor, Membership, Role, Scope};
use tenants::clock::Clock;
use tenants::db::{CommunityTx, Db, Denied, Error, Failure, PoolOptions, Tx};
use tenants::ids::{AccountId, CommunityId, RegionId};
use uuid::Uuid;
use varta_tests::harness::{App, PASSWORD, Person, text};

const COMMUNITIES: usize = 60;

fn times(name: &str, by_itself: usize) -> usize {
    std::env::var(name).map_or(by_itself, |text| text.parse().expect("a number"))
}

#[derive(Debug)]
enum Fault {
    Database(Error),
    Denied,
    MadeUp,
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Database(error)
    }
}

impl From<Denied> for Fault {
    fn from(_: Denied) -> Self {
        Self::Denied
    }
}

impl Failure for Fault {
    fn database(&self) -> Option<&Error> {
        match self {
            Self::Database(error) => Some(error),
            Self::Denied | Self::MadeUp => None,
        }
    }
}

#[derive(QueryableByName)]
struct Seen {
    #[diesel(sql_type = Text)]
    community: String,
}

/// Whose rows are seen from here.
fn look(tx: &mut CommunityTx<'_>) -> Result<Vec<String>, Fault> {
    let rows: Vec<Seen> = diesel::sql_query(
        "SELECT community_id::text AS community FROM settlements
         UNION ALL SELECT owner_community::text FROM accounts
         UNION ALL SELECT community_id::text FROM appeals",
    )
    .load(tx.conn())
    .map_err(Error::from)?;
    Ok(rows.into_iter().map(|row| row.community).collect())
}

/// One transaction; every few it goes wrong in some way.
fn operate(db: &Db, region: RegionId, community: Uuid, nth: usize) {
    let own = CommunityId::from_uuid(community);
    let membership = Membership {
        role: Role::Dispatcher,
        scope: Scope::Community(own),
    };
    let account = AccountId::from_uuid(community);
    let actor = Actor::person(account, region, vec![membership]);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        db.in_community("proof", &actor, own, |tx| {
            let seen = look(tx)?;
            match nth % 23 {
                3 => resume_unwind(Box::new("on purpose")),
                7 => return Err(Fault::MadeUp),
                11 => {
                    let broken = diesel::sql_query("SELECT 1 / 0").execute(tx.conn());
                    broken.map_err(Error::from)?;
                }
                // Nothing of anybody else can be touched either.
                17 => {
                    let touched = diesel::sql_query("UPDATE settlements SET name = name");
                    let touched = touched.execute(tx.conn()).map_err(Error::from)?;
                    assert_eq!(touched, 1, "{community}");
                }
                _ => {}
            }
            Ok(seen)
        })
    }));
    match outcome {
        Ok(Ok(seen)) => {
            let own = community.to_string();
            assert!(
                !seen.is_empty() && seen.iter().all(|one| *one == own),
                "{own} saw {seen:?}"
            );
        }
        Ok(Err(fault)) => {
            assert!([7, 11].contains(&(nth % 23)), "{fault:?}");
        }
        Err(panic) => {
            if panic.downcast_ref::<&str>() != Some(&"on purpose") {
                resume_unwind(panic);
            }
        }
    }
}

#[test]
fn sixty_communities_share_four_connections_and_see_nothing_of_each_other() {
    let app = App::start();
    let region = app.fixture.region;
    let database = app.into_database();
    database.run(&format!(
        "INSERT INTO communities (region_id, id, katottg, name_uk, name_en, created_at)
           SELECT '{region}', gen_random_uuid(), 'UA' || lpad(n::text, 17, '0'), 'Г', 'C', now()
           FROM generate_series(1, {COMMUNITIES} - (SELECT count(*)::int FROM communities WHERE region_id = '{region}')) n;
         INSERT INTO settlements (community_id, id, katottg, name, category)
           SELECT id, gen_random_uuid(), katottg, 'Місто', 'M' FROM communities
           WHERE region_id = '{region}' AND id NOT IN (SELECT community_id FROM settlements)"
    ));
    let rows = database.rows(&format!(
        "SELECT id FROM communities WHERE region_id = '{region}'"
    ));
    let communities: Vec<Uuid> = rows
        .iter()
        .map(|row| text(&row["id"]).parse().unwrap())
        .collect();
    assert_eq!(communities.len(), COMMUNITIES);
    let options = PoolOptions {
        url: database.url("varta_app"),
        size: 4,
        wait: Duration::from_secs(60),
        statement_timeout: Duration::from_secs(30),
    };
    let db = Db::open(&options, Clock::default()).unwrap();
    let (operations, next) = (times("PROVE_OPERATIONS", 6_000), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                loop {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    if nth >= operations {
                        break;
                    }
                    // Neighbours in time are never neighbours in the list.
                    let community = communities[(nth * 37) % COMMUNITIES];
                    operate(&db, RegionId::from_uuid(region), community, nth);
                }
            });
        }
    });
    assert!(db.occupancy().0 == 0, "every connection came back");
}

/// Asks for something and hangs up before it is answered.
fn hang_up(base: &str, token: &str, path: &str) {
    let address = base.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).unwrap();
    let request =
        format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
}

#[test]
fn who_hangs_up_leaves_nothing_behind_for_the_next_one() {
    let app = App::start();
    let sides = [
        (app.a(), Person::DispatcherA),
        (app.b(), Person::DispatcherB),
    ];
    let tokens = sides.map(|(side, person)| {
        let _ = app.register(side);
        let body = serde_json::json!({ "login": person.login(), "password": PASSWORD });
        let session = app.anonymous().post("/api/v1/sessions", &body).ok();
        text(&session["access_token"]).to_owned()
    });
    let requests = times("PROVE_REQUESTS", 400);
    thread::scope(|scope| {
        for worker in 0..4 {
            let (app, sides, tokens) = (&app, &sides, &tokens);
            scope.spawn(move || {
                for nth in 0..requests / 4 {
                    let ((mine, who), other) = (sides[(nth + worker) % 2], (nth + worker + 1) % 2);
                    let queue = app.at(sides[other].0, "/appeals");
                    hang_up(app.program().base(), &tokens[other], &queue);
                    let list = app.client(who).get(&app.at(mine, "/settlements")).ok();
                    let ids: Vec<&str> = list["items"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|one| text(&one["id"]))
                        .collect();
                    assert_eq!(ids, [mine.settlement.to_string()]);
                }
            });
        }
    });
}
