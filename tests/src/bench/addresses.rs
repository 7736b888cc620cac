//! The look-up of an address, and the answer at ring-time, in a community of a million houses.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use tenants::housing::street::StreetKind;
use tenants::housing::{Distortion, Printed};

use super::base::{Base, lines};
use super::drive::{Rate, drive};
use super::http::{Answer, Client};
use super::plan::Plan;
use super::program::Program;
use super::report::{Report, say};
use super::{Failure, pgbench, places};

const CLIENTS: usize = 8;
/// The community that `sql/registry.sql` makes.
const LARGE: usize = 99;
const SAMPLE: usize = 2_000;
const ALIKE: &str = include_str!("../../../tenants/src/housing/streets_alike.sql");

pub(crate) fn fill(base: &mut Base) -> Result<(), Failure> {
    let started = Instant::now();
    // VACUUM stands alone, the rest in one go.
    let (load, vacuum) = include_str!("sql/registry.sql")
        .rsplit_once("VACUUM")
        .ok_or("no VACUUM")?;
    base.conn.batch_execute(load)?;
    base.conn.batch_execute(&format!("VACUUM{vacuum}"))?;
    say(&format!(
        "a million houses are there after {:.0?}",
        started.elapsed()
    ));
    Ok(())
}

pub(crate) fn measure(
    plan: &Plan,
    base: &mut Base,
    program: &Program,
    report: &mut Report,
) -> Result<(), Failure> {
    let printed = sample(base)?;
    let exact: Vec<String> = printed.iter().map(Printed::line).collect();
    let mistyped: Vec<String> = printed
        .iter()
        .enumerate()
        .map(|(turn, one)| {
            one.distorted(Distortion::Typo, turn)
                .unwrap_or_else(|| one.line())
        })
        .collect();
    let alone: Vec<String> = mistyped
        .iter()
        .map(|line| without_settlement(line))
        .collect();
    for (what, typed) in [
        ("as printed", &exact),
        ("with a typo", &mistyped),
        ("with a typo and no settlement", &alone),
    ] {
        let rate = slowest(plan, || look_up(plan, program, typed))?;
        report.fact(
            &format!("address look-up at 1M houses, {what}: p99 (goal 12 ms)"),
            told(rate),
        );
    }
    let rate = slowest(plan, || ring(plan, program))?;
    report.fact(
        "answer at ring-time at 1M houses: p99 (goal 20 ms)",
        told(rate),
    );
    let found = pgbench::explain(base, &alike("ивана", "кваленка"), &context())?;
    report.note(
        "streets alike «Івана Кваленка» of 50,000, as varta_app",
        found,
    );
    Ok(())
}

/// «Вишневе Верхнє, вул. Залісна, 3»: a hundred settlements have that street.
fn without_settlement(line: &str) -> String {
    line.split_once(", ")
        .map_or(line, |(_, street)| street)
        .to_owned()
}

fn told(rate: Rate) -> String {
    format!(
        "{:.1} ms at {:.0}/s",
        rate.p99.as_secs_f64() * 1000.0,
        rate.per_second
    )
}

/// The round with the largest p99.
fn slowest(plan: &Plan, once: impl Fn() -> Result<Rate, Failure>) -> Result<Rate, Failure> {
    let mut worst = Rate::default();
    for _ in 0..plan.rounds {
        let rate = once()?;
        if rate.p99 > worst.p99 {
            worst = rate;
        }
    }
    Ok(worst)
}

fn look_up(plan: &Plan, program: &Program, typed: &[String]) -> Result<Rate, Failure> {
    let paths: Vec<String> = typed.iter().map(|line| path(line)).collect();
    each(plan, program, &paths, |client, path| client.get(path))
}

fn ring(plan: &Plan, program: &Program) -> Result<Rate, Failure> {
    let path = format!("/api/v1/communities/{}/ring", places::community(LARGE));
    let asked: Vec<String> = (0..SAMPLE)
        .map(|n| {
            let building = places::large_building(n * 499);
            format!(r#"{{"phone":"+38067{n:07}","building_id":"{building}"}}"#)
        })
        .collect();
    // What is only read is not kept under its key.
    each(plan, program, &asked, |client, body| {
        client.post(&path, "ring", body)
    })
}

/// Clients ask for one after the other, each beginning elsewhere.
fn each(
    plan: &Plan,
    program: &Program,
    questions: &[String],
    ask: impl Fn(&mut Client, &str) -> Result<Answer, Failure> + Sync,
) -> Result<Rate, Failure> {
    let ask = &ask;
    drive(CLIENTS, plan.round.max(Duration::from_secs(1)), |n| {
        let mut client = program.dispatcher(LARGE)?;
        let start = n * questions.len() / CLIENTS;
        let mut asked = questions.iter().cycle().skip(start);
        Ok(move || {
            if let Some(question) = asked.next() {
                ask(&mut client, question)?.expect_status(200)?;
            }
            Ok(())
        })
    })
}

fn path(line: &str) -> String {
    let query: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("line", line)
        .finish();
    format!(
        "/api/v1/communities/{}/addresses?{query}",
        places::community(LARGE)
    )
}

fn sample(base: &mut Base) -> Result<Vec<Printed>, Failure> {
    let rows = lines(
        &mut base.conn,
        &format!(
            "SELECT t.name || '|' || s.name || '|' || b.number AS line
             FROM generate_series(0, {SAMPLE} - 1) n
             JOIN buildings b ON b.community_id = bench.id(2, {LARGE}) AND b.id = bench.id(27, n * 499)
             JOIN streets s ON s.community_id = b.community_id AND s.id = b.street_id
             JOIN settlements t ON t.community_id = s.community_id AND t.id = s.settlement_id
             ORDER BY n"
        ),
    )?;
    rows.iter()
        .map(|row| match row.split('|').collect::<Vec<_>>()[..] {
            [settlement, street, house] => Ok(Printed {
                settlement: settlement.to_owned(),
                kind: StreetKind::Vulytsia,
                street: street.to_owned(),
                other_names: Vec::new(),
                house: house.to_owned(),
            }),
            _ => Err(format!("not an address: {row}").into()),
        })
        .collect()
}

fn context() -> [(&'static str, String); 2] {
    [
        ("varta.region_id", places::region().to_string()),
        ("varta.community_id", places::community(LARGE).to_string()),
    ]
}

/// The program's own statement for a street of two words, with its values in their places.
fn alike(first: &str, second: &str) -> String {
    let (mut words, mut spellings, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    let mut points = Vec::new();
    for (place, word) in [first, second].into_iter().enumerate() {
        let letters: Vec<char> = word.chars().collect();
        for out in 0..=letters.len() {
            let kept = letters.iter().enumerate().filter(|(at, _)| *at != out);
            words.push(place.to_string());
            spellings.push(kept.map(|(_, letter)| letter).collect::<String>());
            whole.push((out == letters.len()).to_string());
            points.push(if out == letters.len() { "10" } else { "2" }.to_owned());
        }
    }
    let community = format!("'{}'", places::community(LARGE));
    let array = |values: &[String], kind: &str| format!("'{{{}}}'::{kind}[]", values.join(","));
    let same = |value: &str, count: usize| vec![value.to_owned(); count];
    let mut values = vec![
        array(&same("0", words.len()), "int4"),
        array(&words, "int4"),
        array(&spellings, "text"),
        array(&whole, "bool"),
        array(&points, "int4"),
        array(&same("64", words.len()), "int4"),
        // No settlement was typed.
        array(&[], "int4"),
        array(&[], "uuid"),
        array(&[], "bool"),
    ];
    values.extend(same(&community, 3));
    values.extend([
        array(&same("0", 2), "int4"),
        array(&["0".to_owned(), "1".to_owned()], "int4"),
        array(&[first.to_owned(), second.to_owned()], "text"),
        array(&[format!("{first}я"), format!("{second}я")], "text"),
        community.clone(),
        array(&same("0", 1), "int4"),
        array(&[format!("\"{first} {second}\"")], "text"),
    ]);
    values.extend(same(&community, 3));
    let statement: String = ALIKE
        .lines()
        .filter(|line| !line.trim_start().starts_with("--"))
        .collect::<Vec<_>>()
        .join(" ");
    let mut parts = statement.split('?');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (value, part) in values.iter().zip(parts) {
        out.push_str(value);
        out.push_str(part);
    }
    out
}
