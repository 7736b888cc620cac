//! What is wrong with a request is said with the name of the field, and nothing is written.
//!
//! Every operation that takes a body is asked in every wrong way, made from one right request.

use reqwest::Method;
use serde_json::json;
use varta_tests::harness::{App, Person, text};

use crate::routes::{Route, routes};
use crate::trial::{guarded, names, refused, texts, with_body};
use crate::world::worlds;

#[test]
fn a_text_that_cannot_be_taken_is_named() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = guarded(&app, &a);
    let before = app.database.contents();
    for trial in &trials {
        for place in texts(&trial.body) {
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
fn a_body_that_is_not_what_it_should_be_is_refused_as_a_whole() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = with_body(&app, &a);
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
            let problem = refused(&answer, broken);
            // What is wrong before the text breaks off is said first.
            let fits = ["malformed_json", "invalid_field"].contains(&text(&problem["code"]));
            assert!(fits, "{}: {broken}: {problem}", answer.asked);
        }
        for other in ["[]", "null", "\"text\"", "17"] {
            let problem = refused(&trial.request().text(other).send(), other);
            assert_eq!(problem["code"], "invalid_field", "{other}: {problem}");
        }
        let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
        refused(&trial.request().text(&deep).send(), "20,000 deep");
        refused(&trial.request().text("\u{0}").send(), "NUL");
        let raw = trial.request().header("content-type", "application/json");
        refused(&raw.bytes(b"{\"words\":\"\xff\xfe\"}").send(), "no UTF-8");
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
    let trials = with_body(&app, &a);
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
    let trials = guarded(&app, &a);
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
fn a_wrong_parameter_of_a_list_is_named() {
    let app = App::start();
    let (a, _) = worlds(&app);
    for trial in guarded(&app, &a) {
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
            let problem = refused(&ask(&parameter), &parameter);
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
    for trial in guarded(&app, &a) {
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
        let start = app.anonymous().request(Method::POST, "/api/v1/sessions");
        refused(&start.text(body).send(), body);
    }
    for token in ["", "x", "\0", &"x".repeat(9_000)] {
        let body = json!({ "refresh_token": token });
        let refresh = app.anonymous().post("/api/v1/sessions/refresh", &body);
        let _ = refresh.problem(401, "session_over");
    }
    assert_eq!(app.database.contents(), before);
}

#[test]
fn a_parameter_where_there_are_none_is_named() {
    let app = App::start();
    let bare: Vec<Route> = routes(&app)
        .into_iter()
        .filter(|route| route.query.is_empty())
        .collect();
    assert!(bare.len() > 60, "{}", bare.len());
    for route in bare {
        let mut path = route.template.clone();
        for name in route.parameters() {
            path = path.replace(&format!("{{{name}}}"), &uuid::Uuid::nil().to_string());
        }
        let asked = format!("{path}?limit=5&unexpected");
        let refused = app.anonymous().request(route.method.clone(), &asked).send();
        let problem = refused.problem(400, "invalid_parameter");
        assert_eq!(problem["field"], "limit", "{}: {problem}", route.id);
    }
    app.anonymous().get("/healthz?").is(200);
}
