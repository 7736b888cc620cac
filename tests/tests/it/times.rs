//! Measurements, printed and held against nothing: `make times` on a machine that does nothing
//! else takes them often enough; the other tests only see that the answers are alike.

#![allow(clippy::print_stdout, reason = "measurements are read by people")]

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};
use varta_tests::harness::{App, MailServer, PASSWORD};

const SESSIONS: &str = "/api/v1/sessions";
const FORGOTTEN: &str = "/api/v1/passwords/forgotten";
const WRONG: &str = "хибний пароль";
const ACCOUNTS: usize = 100;

/// How often each thing is asked.
fn turns() -> usize {
    std::env::var("TIMES_TURNS").map_or(2, |turns| turns.parse().unwrap())
}

/// How long the program took with each of several things, asked in turns.
struct Times(Vec<(&'static str, Vec<Duration>)>);

impl Times {
    fn new<const N: usize>(names: [&'static str; N]) -> Self {
        Self(names.map(|name| (name, Vec::new())).into())
    }

    fn print(mut self, what: &str) {
        println!("{what}:");
        for (name, times) in &mut self.0 {
            times.sort_unstable();
            let at = |share: usize| {
                let time = times[(times.len() - 1) * share / 100];
                format!("{:.2}", time.as_secs_f64() * 1000.0)
            };
            println!(
                "  {name:<32} p5 {:>6} p50 {:>6} p95 {:>6} ms, {} times",
                at(5),
                at(50),
                at(95),
                times.len()
            );
        }
    }
}

/// From a network of its own, so that no limit is reached.
fn take(app: &App, path: &str, network: usize, body: &Value, status: u16) -> Duration {
    let from = format!("10.{}.{}.1", network / 250, network % 250);
    let request = app
        .anonymous()
        .request(Method::POST, path)
        .header("x-forwarded-for", &from)
        .json(body);
    let began = Instant::now();
    let answer = request.send();
    let took = began.elapsed();
    answer.is(status);
    took
}

/// People like Olena, every other one with a second factor.
fn fill(app: &App) {
    app.database.run(&format!(
        "INSERT INTO accounts (region_id, id, owner_community, login, name, password_hash,
                               created_at, email, second_factor_at)
         SELECT region_id, gen_random_uuid(), owner_community, 'timed.' || n, name, password_hash,
                created_at, 'timed.' || n || '@example.org',
                CASE WHEN n % 2 = 1 THEN created_at END
         FROM accounts, generate_series(0, {} - 1) n WHERE login = 'dispatcher.a';
         INSERT INTO memberships (region_id, id, account_id, owner_community, role, in_community,
                                  created_at)
         SELECT a.region_id, gen_random_uuid(), a.id, a.owner_community, 'dispatcher',
                a.owner_community, a.created_at
         FROM accounts a WHERE login LIKE 'timed.%';
         INSERT INTO second_factors (account_id, sealed_secret, last_step, confirmed_at)
         SELECT id, '', 0, second_factor_at FROM accounts WHERE second_factor_at IS NOT NULL;
         ANALYZE",
        2 * ACCOUNTS
    ));
}

#[test]
fn whoever_is_unknown_waits_as_long_as_whoever_is_known() {
    let server = MailServer::start();
    let mut settings = server.settings().to_vec();
    settings.push(("VARTA__HTTP__TRUSTED_PROXIES", "127.0.0.0/8"));
    let app = App::start_with(&settings);
    fill(&app);
    let signing_in = |login: String, password| json!({ "login": login, "password": password });
    let mut times = Times::new([
        "a wrong password",
        "a login that nobody has",
        "no login at all",
        "the right password, and no code",
    ]);
    let mut network = 0;
    for turn in 0..turns() {
        let plain = format!("timed.{}", turn % ACCOUNTS * 2);
        let factor = format!("timed.{}", turn % ACCOUNTS * 2 + 1);
        let bodies = [
            signing_in(plain, WRONG),
            signing_in(format!("nobody.{turn}"), WRONG),
            signing_in(format!("ніхто {turn}"), WRONG),
            signing_in(factor, PASSWORD),
        ];
        // Whoever comes first comes last in the next turn.
        for place in 0..bodies.len() {
            let kind = (turn + place) % bodies.len();
            network += 1;
            let took = take(&app, SESSIONS, network, &bodies[kind], 401);
            times.0[kind].1.push(took);
        }
    }
    times.print("signing in, refused");
    let mut times = Times::new(["an address of somebody", "an address of nobody"]);
    for turn in 0..turns() {
        let bodies = [
            json!({ "email": format!("timed.{}@example.org", turn % ACCOUNTS) }),
            json!({ "email": format!("nobody.{turn}@example.org") }),
        ];
        for place in 0..bodies.len() {
            let kind = (turn + place) % bodies.len();
            network += 1;
            let took = take(&app, FORGOTTEN, network, &bodies[kind], 202);
            times.0[kind].1.push(took);
        }
    }
    times.print("a forgotten password");
}
