//! The pages for browsers: who gets in, what they see, and what nobody else does.

use reqwest::Method;
use serde_json::json;
use varta_tests::harness::{Answer, App, PASSWORD, Person, text};

fn form(app: &App, path: &str, pairs: &[(&str, &str)], headers: &[(&'static str, &str)]) -> Answer {
    let body = pairs
        .iter()
        .map(|(name, value)| format!("{name}={}", value.replace(' ', "+")))
        .collect::<Vec<_>>()
        .join("&");
    let request = app
        .anonymous()
        .request(Method::POST, path)
        .header("content-type", "application/x-www-form-urlencoded")
        .bytes(body.as_bytes());
    headers
        .iter()
        .fold(request, |request, (name, value)| {
            request.header(name, value)
        })
        .send()
}

fn sign_in(app: &App, person: Person) -> String {
    let pairs = [("login", person.login()), ("password", PASSWORD)];
    let answer = form(app, "/login", &pairs, &[]).is(303);
    let cookie = answer.header("set-cookie").unwrap();
    for attribute in ["HttpOnly", "Secure", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(attribute), "{attribute} is missing");
    }
    cookie.split(';').next().unwrap().to_owned()
}

fn page(app: &App, cookie: &str, path: &str) -> Answer {
    let nobody = app.anonymous();
    let answer = nobody
        .request(Method::GET, path)
        .header("cookie", cookie)
        .send();
    if answer.status != 303 {
        let kind = answer.header("content-type").unwrap();
        assert!(kind.starts_with("text/html"), "{path}: {kind}");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
    }
    answer
}

#[test]
fn whoever_has_not_signed_in_is_led_there_and_back() {
    let app = App::start();
    let away = page(&app, "", "/queue?overdue=true").is(303);
    let login = away.header("location").unwrap();
    assert_eq!(login, "/login?next=%2Fqueue%3Foverdue%3Dtrue");
    let next = |next| {
        let pairs = [
            ("login", "dispatcher.a"),
            ("password", PASSWORD),
            ("next", next),
        ];
        let answer = form(&app, "/login", &pairs, &[]).is(303);
        answer.header("location").unwrap().to_owned()
    };
    assert_eq!(next("%2Fqueue%3Foverdue%3Dtrue"), "/queue?overdue=true");
    assert_eq!(next("%2F%2Fevil.example"), "/");
}

#[test]
fn a_refused_sign_in_says_the_same_whatever_the_reason() {
    let app = App::start();
    let refused = |login| {
        let pairs = [("login", login), ("password", "хибний")];
        let answer = form(&app, "/login", &pairs, &[]).is(401);
        assert!(answer.header("set-cookie").is_none());
        answer.text.replace(login, "…")
    };
    assert_eq!(refused("dispatcher.a"), refused("nobody.at.all"));
    let pairs = [("login", "dispatcher.a"), ("password", PASSWORD)];
    let elsewhere = [("sec-fetch-site", "cross-site")];
    let _ = form(&app, "/login", &pairs, &elsewhere).is(403);
}

#[test]
fn everybody_sees_their_own_pages_and_no_other_community() {
    let app = App::start();
    let a = app.a();
    let mut body = app.appeal(a, "WAT-NO");
    body["words"] = json!("Немає води <script>alert(1)</script>");
    let appeal = app
        .dispatcher_a()
        .post(&app.at(a, "/appeals"), &body)
        .created();
    let card = format!("/appeals/{}?community={}", text(&appeal["id"]), a.community);

    // The number above the queue is folded from the ledger, a moment later.
    app.database.settle();
    let dispatcher = sign_in(&app, Person::DispatcherA);
    assert_eq!(
        page(&app, &dispatcher, "/").is(303).header("location"),
        Some("/queue")
    );
    let queue = page(&app, &dispatcher, "/queue").is(200).text;
    assert!(queue.contains(&card), "{queue}");
    let shown = page(&app, &dispatcher, &card).is(200).text;
    assert!(shown.contains("Зареєстровано"), "{shown}");
    assert!(!shown.contains("<script"), "{shown}");

    let coordinator = sign_in(&app, Person::Coordinator);
    let _ = page(&app, &coordinator, "/region").is(200);
    let seen = page(&app, &coordinator, &card).is(200).text;
    assert!(!seen.contains("alert(1)"), "{seen}");

    let neighbour = sign_in(&app, Person::DispatcherB);
    let _ = page(&app, &neighbour, &card).is(404);
    let staff = sign_in(&app, Person::StaffWaterA);
    let _ = page(&app, &staff, "/inbox").is(200);
    let _ = page(&app, &staff, &card).is(404);
    let _ = page(&app, &staff, "/region").is(404);
}

#[test]
fn signing_out_ends_the_session_itself() {
    let app = App::start();
    let cookie = sign_in(&app, Person::DispatcherA);
    let _ = form(&app, "/logout", &[], &[("cookie", &cookie)]).is(303);
    let away = page(&app, &cookie, "/queue").is(303);
    assert!(away.header("location").unwrap().starts_with("/login"));
}
