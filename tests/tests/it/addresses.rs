//! Is every building found, as it is printed and as it is typed?

use std::collections::HashSet;
use std::time::Duration;

use api::demo::{load, places, registry};
use serde_json::{Value, json};
use tenants::access::Actor;
use tenants::clock::Clock;
use tenants::db::{Db, PoolOptions};
use tenants::housing::{self, AddressCheck, Distortion, Share};
use tenants::ids::{CommunityId, RegionId};
use varta_tests::harness::{App, Database, fixture};

/// All distortions of every building take some minutes without optimisation: each building
/// gets each eighth one here, another from building to building, so that all eight are tried
/// on every street. `varta address check` tries them all.
const EVERY: usize = 8;

fn open(database: &Database) -> Db {
    let options = PoolOptions {
        url: database.url("varta_app"),
        size: 1,
        wait: Duration::from_secs(10),
        statement_timeout: Duration::from_secs(60),
    };
    Db::open(&options, Clock::default()).expect("a pool")
}

#[test]
fn every_building_of_the_demo_is_found_first_as_printed_and_near_as_typed() {
    let fixture = fixture();
    let database = fixture.copy();
    let db = open(&database);
    let actor = Actor::operator(RegionId::from_uuid(fixture.region));
    let community = CommunityId::from_uuid(fixture.c);
    let settlements = places::settlements().unwrap();
    let mut done = AddressCheck::new();
    let mut codes: Vec<&str> = settlements
        .iter()
        .map(|settlement| settlement.community_katottg.as_str())
        .collect();
    codes.dedup();
    assert_eq!(codes.len(), 4);
    // All four in one: a hundred settlements, most street names in many of them.
    for code in codes {
        let own: Vec<_> = settlements
            .iter()
            .filter(|settlement| settlement.community_katottg == code)
            .cloned()
            .collect();
        let generated = registry::generate(load::SEED, &own, load::BUILDINGS / 4).unwrap();
        db.in_community("test", &actor, community, |tx| {
            housing::import_records(tx, "test", &generated, &mut |_| {})
        })
        .unwrap();
    }
    database.run("ANALYZE");
    let all = db
        .in_community("test", &actor, community, housing::addresses)
        .unwrap();
    assert_eq!(all.len(), load::BUILDINGS);
    for some in all.chunks(100) {
        db.in_community("test", &actor, community, |tx| {
            housing::check(tx, some, EVERY, &mut done)
        })
        .unwrap();
    }
    assert_eq!(done.printed.tried, all.len());
    assert_eq!(done.printed.first, all.len(), "{:?}", done.printed.missed);
    for (distortion, share) in &done.distorted {
        assert!(share.tried > 10, "{distortion:?}: {}", share.tried);
        let near = Share::percent(share.near, share.tried);
        assert!(
            near >= distortion.goal(),
            "{distortion:?}: {near} of 100: {:?}",
            share.missed
        );
    }
    assert!(done.is_passed());
    assert_eq!(done.distorted.len(), Distortion::ALL.len());
}

fn looked_up(app: &App, line: &str) -> Value {
    let path = app.at(app.a(), &format!("/addresses?line={line}"));
    app.dispatcher_a().get(&path).ok()
}

#[test]
fn a_candidate_says_why_it_is_one() {
    let app = App::start();
    let first = |line: &str| looked_up(&app, line)["candidates"][0].clone();
    for (line, reasons) in [
        ("Соборна 1", json!([])),
        ("Місто, вул. Соборна, 1", json!([])),
        ("Леніна 1", json!(["old_name"])),
        ("Cj,jhyf 1", json!(["latin_layout"])),
        ("Coборнa 1", json!(["look_alike_letters"])),
        ("Соборная 1", json!(["russian_form"])),
        ("пл. Соборна 1", json!(["other_type"])),
        ("Собор 1", json!(["beginning"])),
        ("Союорна 1", json!(["typo"])),
        ("Соборна 1-5", json!(["ambiguous_house"])),
        ("Соборна 1/5", json!(["ambiguous_house"])),
        ("1 Соборна", json!(["house_first"])),
        ("Соборна 1 біля школи", json!(["more_behind"])),
        ("Соборна 1, Місто", json!([])),
        ("Соборна 128130", json!(["house_unread"])),
        ("Соборна 99", json!(["no_such_house"])),
    ] {
        let candidate = first(line);
        assert_eq!(candidate["reasons"], reasons, "{line}: {candidate}");
        assert_eq!(candidate["street_id"], json!(app.a().street), "{line}");
    }
}

#[test]
fn the_number_of_a_house_in_the_name_of_another_street_hides_no_mistyped_one() {
    let app = App::start();
    let a = app.a().community;
    app.database.run(&format!(
        "INSERT INTO streets (community_id, id, settlement_id, kind, name, search_key)
         SELECT community_id, gen_random_uuid(), settlement_id, kind, '1 Травня', '1 травня'
         FROM streets WHERE community_id = '{a}' AND name = 'Соборна'"
    ));
    for line in ["Місто, вул. Союорна, 1", "Союорна 1"] {
        let found = looked_up(&app, line);
        assert_eq!(
            found["candidates"][0]["street_id"],
            json!(app.a().street),
            "{found}"
        );
    }
    let found = looked_up(&app, "1 Травня");
    assert_eq!(found["candidates"][0]["found_by"], "name", "{found}");
}

#[test]
fn a_quarter_that_is_but_a_number_is_found() {
    let app = App::start();
    let a = app.a().community;
    app.database.run(&format!(
        "INSERT INTO streets (community_id, id, settlement_id, kind, name, search_key)
         SELECT community_id, gen_random_uuid(), settlement_id, more.kind, more.name, key FROM streets,
           (VALUES ('kvartal', '5', '5'), ('vulytsia', 'Містечкова', 'мистечкова'))
             AS more (kind, name, key)
         WHERE community_id = '{a}' AND streets.name = 'Соборна';
         INSERT INTO buildings (community_id, id, street_id, number, number_key)
         SELECT community_id, gen_random_uuid(), id, '12', '12' FROM streets
         WHERE community_id = '{a}' AND name IN ('5', 'Містечкова')"
    ));
    for line in ["Місто, кв-л 5, 12", "кв-л 5, 12", "кв-л 5 буд. 12"] {
        let found = looked_up(&app, line);
        assert_eq!(
            found["candidates"][0]["address"], "Місто, кв-л 5, 12",
            "{line}: {found}"
        );
    }
}

#[test]
fn a_street_that_moves_is_found_in_its_new_settlement() {
    let app = App::start();
    let a = app.a().community;
    app.database.run(&format!(
        "INSERT INTO settlements (community_id, id, katottg, name, category)
         VALUES ('{a}', gen_random_uuid(), 'UA05020030020011112', 'Тарасівка', 'C');
         UPDATE streets SET settlement_id = (SELECT id FROM settlements WHERE name = 'Тарасівка')
         WHERE community_id = '{a}' AND name = 'Соборна'"
    ));
    let found = looked_up(&app, "Тарасівка, Союорна 1");
    assert_eq!(
        found["candidates"][0]["street_id"],
        json!(app.a().street),
        "{found}"
    );
}

#[test]
fn a_flat_leads_to_its_entrance() {
    let app = App::start();
    let found = looked_up(&app, "Соборна 1 кв. 7");
    let first = &found["candidates"][0];
    assert_eq!(
        (&first["flat"], &first["entrance"]),
        (&json!("7"), &json!(1))
    );
    assert_eq!(found["certain_building_id"], first["building_id"]);
    let beyond = looked_up(&app, "Соборна 1 кв. 77");
    assert_eq!(beyond["candidates"][0]["entrance"], Value::Null);
    let entrance = looked_up(&app, "Соборна 1, під'їзд 2");
    assert_eq!(entrance["candidates"][0]["entrance"], 2);
    assert_eq!(entrance["certain_building_id"], first["building_id"]);
}

#[test]
fn a_settlement_alone_is_told_from_a_street() {
    let app = App::start();
    let found = looked_up(&app, "місто");
    assert_eq!(found["hint"], "only_settlement", "{found}");
    assert_eq!(found["settlements"][0]["name"], "Місто");
    let unknown = looked_up(&app, "Тарасівка");
    assert_eq!(unknown["hint"], "street_unknown");
    assert_eq!(unknown["settlements"], json!([]));
}

#[test]
fn a_settlement_of_other_communities_is_told_with_their_names() {
    let app = App::start();
    let b = app.b().community;
    app.database.run(&format!(
        "INSERT INTO settlements (community_id, id, katottg, name, category)
         VALUES ('{b}', gen_random_uuid(), 'UA05020030020011111', 'Тарасівка', 'C')"
    ));
    for line in ["тарасівка", "с. Тарасівка, Хтозна-яка 5", "Nfhfcsdrf"]
    {
        let found = looked_up(&app, line);
        assert_eq!(found["hint"], "other_community", "{line}: {found}");
        let elsewhere = found["elsewhere"].as_array().unwrap();
        assert_eq!(elsewhere.len(), 1, "{line}: {found}");
        assert_eq!(elsewhere[0]["settlement"], "Тарасівка");
        assert_eq!(elsewhere[0]["community_id"], json!(b));
    }
    // A street of this name stands here, and is not meant.
    let found = looked_up(&app, "с. Тарасівка, вул. Соборна, 1");
    assert_eq!(found["hint"], "other_community", "{found}");
    assert_eq!(found["certain_building_id"], Value::Null);
    // What stands here is told first, and nothing else is when a building was found.
    assert_eq!(looked_up(&app, "місто")["hint"], "only_settlement");
    assert_eq!(looked_up(&app, "Соборна 1")["elsewhere"], json!([]));
    app.database.run(&format!(
        "UPDATE settlements SET state = 'retired' WHERE community_id = '{b}' AND name = 'Тарасівка'"
    ));
    assert_eq!(looked_up(&app, "Тарасівка")["hint"], "street_unknown");
}

#[test]
fn the_words_of_streets_follow_their_names() {
    let app = App::start();
    let hint = |line: &str| looked_up(&app, line)["hint"].clone();
    let a = app.a().community;
    assert_eq!(hint("Кленва 1"), "street_unknown");
    app.database.run(&format!(
        "UPDATE streets SET name = 'Кленова', search_key = 'кленова'
         WHERE community_id = '{a}' AND name = 'Соборна'"
    ));
    assert_eq!(hint("Кленва 1"), Value::Null);
    assert_eq!(hint("Соборна 1"), "street_unknown");
    assert_eq!(hint("Леніна 1"), Value::Null);
    app.database.run(&format!(
        "UPDATE street_aliases SET name = 'Дубова', search_key = 'дубова' WHERE community_id = '{a}'"
    ));
    assert_eq!(hint("Леніна 1"), "street_unknown");
    assert_eq!(hint("Дубвоа 1"), Value::Null);
    app.database.run(&format!(
        "DELETE FROM street_aliases WHERE community_id = '{a}'"
    ));
    assert_eq!(hint("Дубова 1"), "street_unknown");
    assert_eq!(hint("Кленова 1"), Value::Null);
}

#[test]
fn a_street_is_found_in_each_settlement_that_has_it_however_common_its_first_word() {
    let app = App::start();
    let a = app.a().community;
    app.database.run(&format!(
        "INSERT INTO settlements (community_id, id, katottg, name, category)
         SELECT '{a}', gen_random_uuid(), 'UA0502003002' || (1000000 + n), 'Село ' || n, 'C'
         FROM generate_series(1, 12) n;
         INSERT INTO streets (community_id, id, settlement_id, kind, name, search_key)
         SELECT '{a}', gen_random_uuid(), s.id, 'vulytsia', named.name, replace(lower(named.name), 'і', 'и')
         FROM settlements s, (SELECT 'Івана Франка' AS name UNION ALL
           SELECT 'Івана ' || chr(1072 + n) || 'дамчука' FROM generate_series(0, 14) n) named
         WHERE s.community_id = '{a}' AND s.name LIKE 'Село %'"
    ));
    for line in [
        "Івана Франка 1",
        "Івана Фрвнка 1",
        "Франка 1",
        "Івнаа Франка 1",
    ] {
        let found = looked_up(&app, line);
        let candidates = found["candidates"].as_array().unwrap();
        let villages: HashSet<&str> = candidates
            .iter()
            .filter_map(|candidate| candidate["address"].as_str())
            .filter(|address| address.ends_with("Івана Франка"))
            .collect();
        assert_eq!(villages.len(), 12, "{line}: {found}");
    }
}

#[test]
fn a_place_that_is_no_building_is_offered_where_the_line_leads_to_none() {
    let app = App::start();
    let settlement = app.a().settlement;
    let park = json!({"settlement_id": settlement, "kind": "park", "name": "ім. Шевченка"});
    let made = app
        .administrator_a()
        .post(&app.at(app.a(), "/places"), &park)
        .created();
    for line in ["парк Шевченка", "Місто, парк шевч", "Gfhr itdxtyrf"] {
        let found = looked_up(&app, line);
        assert_eq!(
            found["places"][0]["place_id"], made["id"],
            "{line}: {found}"
        );
        assert_eq!(found["places"][0]["address"], "Місто, парк ім. Шевченка");
        assert_eq!(found["certain_building_id"], json!(null));
        assert_eq!(found["hint"], json!(null), "{line}: {found}");
    }
    for line in ["Соборна 1", "сквер Шевченка"] {
        assert_eq!(looked_up(&app, line)["places"], json!([]), "{line}");
    }
}

#[test]
fn a_name_is_not_hidden_by_the_many_that_begin_with_it() {
    let app = App::start();
    let a = app.a().community;
    app.database.run(&format!(
        "INSERT INTO settlements (community_id, id, katottg, name, category)
         VALUES ('{a}', gen_random_uuid(), 'UA05020030020011112', 'Тарасівка', 'C');
         INSERT INTO streets (community_id, id, settlement_id, kind, name, search_key)
         SELECT '{a}', gen_random_uuid(), s.id, 'provulok', 'Вишневий ' || n || '-й', 'вишневи ' || n
         FROM settlements s, generate_series(2, 400) n
         WHERE s.community_id = '{a}' AND s.name = 'Місто';
         INSERT INTO streets (community_id, id, settlement_id, kind, name, search_key)
         SELECT '{a}', gen_random_uuid(), s.id, 'provulok', 'Вишневий', 'вишневи'
         FROM settlements s WHERE s.community_id = '{a}' AND s.name IN ('Місто', 'Тарасівка');
         INSERT INTO buildings (community_id, id, street_id, number, number_key)
         SELECT '{a}', gen_random_uuid(), id, '11', '11' FROM streets
         WHERE community_id = '{a}' AND name LIKE 'Вишневий%'"
    ));
    let found = looked_up(&app, "пров. Вишневий, 11");
    assert_eq!(found["hint"], "which_settlement", "{found}");
    assert_eq!(found["certain_building_id"], json!(null));
    let address = |at: usize| found["candidates"][at]["address"].clone();
    let mut first = [address(0), address(1)].map(|one| one.as_str().unwrap().to_owned());
    first.sort();
    assert_eq!(
        first,
        ["Місто, пров. Вишневий, 11", "Тарасівка, пров. Вишневий, 11"]
    );
    for number in [67, 399] {
        let found = looked_up(&app, &format!("пров. Вишневий {number}-й, 11"));
        assert_eq!(
            found["candidates"][0]["address"],
            json!(format!("Місто, пров. Вишневий {number}-й, 11")),
            "{found}"
        );
    }
}
