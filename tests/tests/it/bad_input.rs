//! What is wrong with a request is said with the name of the field, and nothing is written.
//!
//! Every operation that takes a body is asked in every wrong way, made from one right request.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use varta_tests::harness::{Answer, App, Client, Person, Request, text, until};

use crate::operations::{Route, World, routes, worlds};

/// Of the form of an identifier, and nobody's.
const NOBODYS: &str = "01900000-0000-7000-8000-000000000001";

/// A request of which one part is made wrong.
struct Trial<'a> {
    route: Route,
    client: Client,
    path: String,
    body: Value,
    world: &'a World<'a>,
}

impl Trial<'_> {
    fn request(&self) -> Request {
        self.route.bare(&self.client, self.world, &self.path)
    }

    fn with(&self, pointer: &str, value: Value) -> Answer {
        let mut body = self.body.clone();
        *body.pointer_mut(pointer).unwrap() = value;
        self.request().json(&body).send()
    }

    /// The places of all texts of the body, as JSON pointers.
    fn texts(&self) -> Vec<String> {
        let mut found = Vec::new();
        collect_texts(&self.body, String::new(), &mut found);
        found
    }
}

fn collect_texts(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at),
        Value::Object(members) => {
            for (name, value) in members {
                collect_texts(value, format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (place, value) in items.iter().enumerate() {
                collect_texts(value, format!("{at}/{place}"), found);
            }
        }
        _ => {}
    }
}

/// Every guarded operation, or those of them that take a body.
fn trials<'a>(app: &App, world: &'a World<'a>, with_body: bool) -> Vec<Trial<'a>> {
    routes(app)
        .into_iter()
        .filter(|route| route.guarded)
        .map(|route| Trial {
            client: app.client(route.operation().by),
            path: route.path(world.values(&route)),
            body: (route.operation().body)(world),
            world,
            route,
        })
        .filter(|trial| !with_body || !trial.body.is_null())
        .collect()
}

/// A 4xx problem that names this place of the body, or what it stands in.
#[track_caller]
fn names(answer: &Answer, pointer: &str) {
    let problem = refused(answer);
    let field = problem["field"].as_str().unwrap_or_default();
    let written = field.replace('[', ".").replace(']', "");
    let place = pointer.trim_start_matches('/').replace('/', ".");
    let fits =
        !written.is_empty() && (place == written || place.starts_with(&format!("{written}.")));
    assert!(fits, "{}: {pointer} is wrong, {problem}", answer.asked);
}

#[track_caller]
fn refused(answer: &Answer) -> Value {
    let problem = answer.json();
    let code = text(&problem["code"]);
    assert!(
        (400..500).contains(&answer.status),
        "{}: {problem}",
        answer.asked
    );
    answer.clone().problem(answer.status, code)
}

#[test]
fn a_text_that_cannot_be_taken_is_named() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = trials(&app, &a, true);
    let before = app.database.contents();
    for trial in &trials {
        for place in trial.texts() {
            let right = text(trial.body.pointer(&place).unwrap()).to_owned();
            names(&trial.with(&place, json!("ї".repeat(21_000))), &place);
            names(&trial.with(&place, json!({})), &place);
            names(&trial.with(&place, json!(true)), &place);
            // A password is never shown, and hashed as it is: any character may stand in it.
            if !place.ends_with("password") {
                names(&trial.with(&place, json!(format!("{right}\0"))), &place);
                names(
                    &trial.with(&place, json!(format!("{right}\u{202e}{right}"))),
                    &place,
                );
            }
            if place.ends_with("phone") {
                names(&trial.with(&place, json!("дзвоніть сусідам")), &place);
                names(&trial.with(&place, json!("12345")), &place);
            }
            if ["name", "words", "reason", "text"]
                .iter()
                .any(|end| place.ends_with(end))
            {
                names(&trial.with(&place, json!(" \n ")), &place);
            }
        }
    }
    assert_eq!(app.database.contents(), before);
}

#[test]
fn what_is_named_but_not_here_is_said_to_be_unknown() {
    let app = App::start();
    let (a, b) = worlds(&app);
    let trials = trials(&app, &a, true);
    let before = app.database.contents();
    for trial in &trials {
        let foreign = (trial.route.operation().body)(&b);
        for place in trial.texts() {
            let right = text(trial.body.pointer(&place).unwrap());
            let is_code = place == "/service";
            if !is_code && right.parse::<Uuid>().is_err() {
                continue;
            }
            let nobodys = trial.with(&place, json!(if is_code { "NO-SUCH" } else { NOBODYS }));
            names(&nobodys, &place);
            names(&trial.with(&place, json!("не ідентифікатор")), &place);
            let foreign = foreign.pointer(&place).unwrap();
            if *foreign != json!(right) {
                let foreign = trial.with(&place, foreign.clone());
                names(&foreign, &place);
                assert_eq!(foreign.status, nobodys.status, "{}", foreign.text);
                assert_eq!(
                    foreign.json()["code"],
                    nobodys.json()["code"],
                    "{}",
                    foreign.text
                );
            }
        }
    }
    assert_eq!(app.database.contents(), before);
}

#[test]
fn a_body_that_is_not_what_it_should_be_is_refused_as_a_whole() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = trials(&app, &a, true);
    let before = app.database.contents();
    for trial in &trials {
        let mut more = trial.body.clone();
        more["unexpected"] = json!(1);
        names(&trial.request().json(&more).send(), "/unexpected");
        for broken in [
            "{",
            "{\"words\":",
            "{} {}",
            "nothing",
            "\u{feff}{}",
            "[1",
            "{\"a\":1,}",
        ] {
            let answer = trial.request().text(broken).send();
            let problem = refused(&answer);
            // What is wrong before the text breaks off is said first.
            let fits = ["malformed_json", "invalid_field"].contains(&text(&problem["code"]));
            assert!(fits, "{}: {broken}: {problem}", answer.asked);
        }
        for other in ["[]", "null", "\"text\"", "17"] {
            let problem = refused(&trial.request().text(other).send());
            assert_eq!(problem["code"], "invalid_field", "{other}: {problem}");
        }
        let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
        refused(&trial.request().text(&deep).send());
        refused(&trial.request().text("\u{0}").send());
        let raw = trial.request().header("content-type", "application/json");
        refused(&raw.bytes(b"{\"words\":\"\xff\xfe\"}").send());
        let plain = trial.request().header("content-type", "text/plain");
        let plain = plain.bytes(trial.body.to_string().as_bytes()).send();
        let _ = plain.problem(415, "unsupported_media_type");
        for name in &trial.route.required {
            let mut less = trial.body.clone();
            less.as_object_mut().unwrap().remove(name);
            names(&trial.request().json(&less).send(), &format!("/{name}"));
        }
    }
    assert_eq!(app.database.contents(), before);
}

#[test]
fn a_text_of_a_megabyte_is_refused() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = trials(&app, &a, true);
    let before = app.database.contents();
    for trial in &trials {
        let body = json!({ "words": "a".repeat(1 << 20) });
        let answer = trial.request().json(&body).send();
        let _ = answer.problem(413, "body_too_large");
    }
    assert_eq!(app.database.contents(), before);
}

#[test]
fn an_identifier_in_the_address_that_is_none_is_named() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = trials(&app, &a, false);
    let before = app.database.contents();
    for trial in &trials {
        for name in trial.route.parameters() {
            // A word, and no identifier: what is none is the code of nothing.
            if name == "service_code" {
                continue;
            }
            for bad in ["17", "not-an-id", "%00", "0190000000007000800000000000000g"] {
                let right = a.values(&trial.route)[name].to_string();
                let path = trial.path.replace(&right, bad);
                let request = trial.route.bare(&trial.client, &a, &path);
                let request = if trial.body.is_null() {
                    request
                } else {
                    request.json(&trial.body)
                };
                let problem = request.send().problem(400, "invalid_parameter");
                assert_eq!(problem["field"], name, "{path}: {problem}");
            }
        }
    }
    assert_eq!(app.database.contents(), before);
}

#[test]
fn a_write_without_its_key_or_its_version_is_refused() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = trials(&app, &a, false);
    let before = app.database.contents();
    for trial in &trials {
        let bare = |key: Option<&str>, etag: Option<&str>| {
            let mut request = trial
                .client
                .request(trial.route.method.clone(), &trial.path);
            if let Some(key) = key {
                request = request.key(key);
            }
            if let Some(etag) = etag {
                request = request.if_match(etag);
            }
            if trial.body.is_null() {
                request
            } else {
                request.json(&trial.body)
            }
        };
        if trial.route.needs_key {
            let problem = bare(None, Some("*"))
                .send()
                .problem(400, "idempotency_key_missing");
            assert_eq!(problem["field"], "Idempotency-Key");
            for bad in ["", "two words", &"k".repeat(256)] {
                let problem = bare(Some(bad), Some("*")).send();
                let problem = problem.problem(400, "idempotency_key_malformed");
                assert_eq!(problem["field"], "Idempotency-Key");
            }
        }
        if trial.route.needs_if_match {
            let key = || Some(format!("if-match-{}", trial.route.id));
            let problem = bare(key().as_deref(), None)
                .send()
                .problem(428, "precondition_required");
            assert_eq!(problem["field"], "If-Match");
            for bad in ["7", "W/\"7\"", "\"\"", "\"seven\"", "\"1\", \"2\""] {
                let problem = bare(key().as_deref(), Some(bad)).send();
                let problem = problem.problem(400, "if_match_malformed");
                assert_eq!(problem["field"], "If-Match");
            }
            let stale = bare(key().as_deref(), Some("\"999\"")).send();
            let problem = stale.problem(412, "stale");
            assert_eq!(problem["field"], "If-Match", "{problem}");
            assert!(problem["current"].is_string(), "{problem}");
        }
    }
    assert_eq!(app.database.contents(), before);
}

#[test]
fn a_wrong_parameter_of_a_list_is_named() {
    let app = App::start();
    let (a, _) = worlds(&app);
    for trial in trials(&app, &a, false) {
        if trial.route.query.is_empty() {
            continue;
        }
        let query = (trial.route.operation().query)(&a);
        let joined = if query.is_empty() {
            "?".to_owned()
        } else {
            format!("{query}&")
        };
        let ask = |parameter: &str| {
            let path = format!("{}{joined}{parameter}", trial.path);
            let request = trial.client.request(trial.route.method.clone(), &path);
            if trial.route.needs_key {
                request.fresh_key().send()
            } else {
                request.send()
            }
        };
        let mut wrong = vec![("unexpected=1".to_owned(), "unexpected")];
        for name in &trial.route.query {
            let values: &[&str] = match name.as_str() {
                "limit" => &["0", "201", "many", "-1", ""],
                "after" => &["x", "bnVsbA", "%00", "AAAA"],
                "overdue" => &["perhaps"],
                "number" => &["one", "99999999999999999999"],
                "at" | "valid_at" => &["yesterday", "2026-13-01T00:00:00Z"],
                "direction" | "state" => &["sideways", "%00"],
                "phone" => &["letters", "%00"],
                "service" => &["%00"],
                "q" => &["%00", "%E2%80%AE"],
                "line" => &["", "%20", "%00", "%E2%80%AE"],
                _ => &["not-an-id", "%00"],
            };
            if query.contains(&format!("{name}=")) {
                continue;
            }
            wrong.extend(
                values
                    .iter()
                    .map(|value| (format!("{name}={value}"), name.as_str())),
            );
        }
        for (parameter, name) in wrong {
            let problem = refused(&ask(&parameter));
            assert_eq!(
                problem["field"], name,
                "{} {parameter}: {problem}",
                trial.route.id
            );
        }
    }
}

#[test]
fn a_cursor_that_somebody_made_up_breaks_nothing() {
    let app = App::start();
    let (a, _) = worlds(&app);
    // In base64: "\\u0000", ["\\u0000", "\\u0000"], ["\\u0000", an identifier].
    let made_up = [
        "Ilx1MDAwMCI",
        "WyJcdTAwMDAiLCJcdTAwMDAiXQ",
        "WyJcdTAwMDAiLCIwMTkwMDAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDEiXQ",
    ];
    for trial in trials(&app, &a, false) {
        if !trial.route.query.iter().any(|name| name == "after") {
            continue;
        }
        for cursor in made_up {
            let answer = trial.client.get(&format!("{}?after={cursor}", trial.path));
            assert!(
                [200, 400].contains(&answer.status),
                "{}: {}",
                answer.asked,
                answer.text
            );
        }
    }
}

#[test]
fn a_service_that_cannot_be_is_unknown_when_it_is_asked_about() {
    let app = App::start();
    let a = app.a();
    let ask = |service: &str, building: &str| {
        let query = format!("/known?building_id={building}&service={service}");
        app.dispatcher_a().get(&app.at(a, &query))
    };
    let here = a.buildings[0].to_string();
    for service in ["NO-SUCH", "%00", "%D0%87", "WAT_NO", &"X".repeat(300)] {
        let problem = refused(&ask(service, &here));
        assert_eq!(problem["field"], "service", "{service}: {problem}");
    }
    for building in [NOBODYS, &app.b().buildings[0].to_string()] {
        let problem = ask("WAT-NO", building).problem(422, "unknown_reference");
        assert_eq!(problem["field"], "building_id", "{problem}");
    }
}

#[test]
fn a_closed_appeal_cannot_be_changed_by_any_verb() {
    let app = App::start();
    let a = app.a();
    let appeal = app.walk_to_the_end(a);
    let card = app.card(a, appeal);
    let assignment = text(&card["assignments"][0]["id"]).to_owned();
    let before = app.database.contents();
    let of = |rest: &str| app.at(a, &format!("/appeals/{appeal}{rest}"));
    let dispatcher = app.dispatcher_a();
    let _ = dispatcher
        .post(&of("/calls"), &json!({ "words": "І я" }))
        .problem(409, "appeal_closed");
    let edit = dispatcher.patch(&of(""), "*", &json!({ "words": "Інше" }));
    let _ = edit.problem(409, "appeal_closed");
    let steps = [
        ("/assignments", json!({})),
        ("/return", json!({ "reason": "Ні" })),
        ("/close", json!({ "outcome": "resolved" })),
        (
            "/handovers",
            json!({ "community_id": app.b().community, "reason": "Ні" }),
        ),
    ];
    for (rest, body) in steps {
        let problem = dispatcher
            .post_if(&of(rest), "*", &body)
            .problem(409, "illegal_step");
        assert_eq!(problem["state"], "closed", "{problem}");
        assert_eq!(problem["legal"], json!([]), "{problem}");
    }
    for (step, body) in [
        ("accept", json!({})),
        ("decline", json!({ "reason": "Ні", "addressee": "Ні" })),
        ("report", json!({ "text": "Ні" })),
    ] {
        let path = app.of_utility(a.water, &format!("/assignments/{assignment}/{step}"));
        let _ = app
            .staff()
            .post_if(&path, "*", &body)
            .problem(409, "illegal_step");
    }
    assert_eq!(app.database.contents(), before);
}

#[test]
fn an_appeal_is_not_handed_to_oneself_and_an_answer_is_not_given_twice() {
    let app = App::start();
    let (a, b) = (app.a(), app.b());
    let appeal = app.register(a);
    let path = app.at(a, &format!("/appeals/{appeal}/handovers"));
    for to in [
        a.community.to_string(),
        NOBODYS.to_owned(),
        app.fixture.region.to_string(),
    ] {
        let body = json!({ "community_id": to, "reason": "Не наше" });
        let offered = app.dispatcher_a().post_if(&path, "*", &body);
        let problem = offered.problem(422, "unknown_reference");
        assert_eq!(problem["field"], "community_id", "{problem}");
    }
    let handover = app.offer(a, appeal, b.community);
    let answer = |client: &Client, side, rest: &str, body: &Value| {
        client.post_if(
            &app.at(side, &format!("/handovers/{handover}/{rest}")),
            "*",
            body,
        )
    };
    let refusing = json!({ "reason": "Не наше" });
    let (sender, receiver) = (app.dispatcher_a(), app.dispatcher_b());
    let own = answer(&sender, a, "accept", &json!({}));
    assert!([404, 409].contains(&own.status), "{}", own.text);
    answer(&receiver, b, "refuse", &refusing).is(200);
    until("the appeal is back", || {
        (app.card(a, appeal)["state"] == "registered").then_some(())
    });
    let before = app.database.contents();
    let _ = answer(&receiver, b, "refuse", &refusing).problem(409, "illegal_step");
    let _ = answer(&receiver, b, "accept", &json!({})).problem(409, "illegal_step");
    assert_eq!(app.database.contents(), before);
}

#[test]
fn nobody_signs_in_with_what_is_not_theirs() {
    let app = App::start();
    let before = app.database.contents();
    let start = |login: &str, password: &str| {
        let body = json!({ "login": login, "password": password });
        app.anonymous().post("/api/v1/sessions", &body)
    };
    let login = Person::DispatcherA.login();
    let wrong = start(login, "не той пароль зовсім");
    let unknown = start("nobody.here", "не той пароль зовсім");
    assert_eq!(wrong.without_instance(), unknown.without_instance());
    let _ = wrong.problem(401, "sign_in_refused");
    for (login, password) in [
        (login, ""),
        ("", ""),
        ("a\0b", "x"),
        (&*"ї".repeat(9_000), "x"),
        (login, "\0"),
    ] {
        let _ = start(login, password).problem(401, "sign_in_refused");
    }
    for body in [
        "{}",
        "[]",
        "{\"login\":1,\"password\":2}",
        "{\"login\":\"a\",\"password\":\"b\",\"c\":1}",
    ] {
        refused(
            &app.anonymous()
                .request(Method::POST, "/api/v1/sessions")
                .text(body)
                .send(),
        );
    }
    for token in ["", "x", "\0", &"x".repeat(9_000)] {
        let body = json!({ "refresh_token": token });
        let refresh = app.anonymous().post("/api/v1/sessions/refresh", &body);
        let _ = refresh.problem(401, "session_over");
    }
    assert_eq!(app.database.contents(), before);
}
