//! The pages for browsers: who gets in, what they see, and what nobody else does.

use reqwest::Method;
use varta_tests::harness::{Answer, App, PASSWORD, Person};

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
    let away = page(&app, "", "/console?community=1").is(303);
    let login = away.header("location").unwrap();
    assert_eq!(login, "/login?next=%2Fconsole%3Fcommunity%3D1");
    let next = |next| {
        let pairs = [
            ("login", "dispatcher.a"),
            ("password", PASSWORD),
            ("next", next),
        ];
        let answer = form(&app, "/login", &pairs, &[]).is(303);
        answer.header("location").unwrap().to_owned()
    };
    assert_eq!(next("%2Fconsole%3Fcommunity%3D1"), "/console?community=1");
    let own = format!("/console?community={}", app.a().community);
    assert_eq!(next("%2F%2Fevil.example"), own);
    assert_eq!(next("%2F"), own);
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
fn everybody_is_led_to_the_screen_that_they_work_on() {
    let app = App::start();
    let led = |person| {
        let cookie = sign_in(&app, person);
        let away = page(&app, &cookie, "/").is(303);
        away.header("location").unwrap().to_owned()
    };
    let own = format!("/console?community={}", app.a().community);
    assert_eq!(led(Person::DispatcherA), own);
    assert_eq!(led(Person::StaffWaterA), "/crew");
    assert_eq!(led(Person::Coordinator), "/region");
    let _ = page(&app, &sign_in(&app, Person::IntegrationA), "/").is(403);
}

/// So that a browser may keep it, and nobody finds in it what another one was shown.
#[test]
fn the_document_of_a_screen_says_nothing_about_anybody() {
    let app = App::start();
    let dispatcher = sign_in(&app, Person::DispatcherA);
    let coordinator = sign_in(&app, Person::Coordinator);
    for path in ["/console", "/crew", "/region", "/appeals/of-somebody"] {
        let shown = page(&app, &dispatcher, path).is(200).text;
        assert_eq!(page(&app, &coordinator, path).is(200).text, shown);
    }
    let english = format!("{dispatcher}; varta-language=en");
    let shown = page(&app, &english, "/console").is(200).text;
    assert!(shown.contains("<html lang=\"en\">"), "{shown}");
}

#[test]
fn files_are_kept_for_ever_and_sent_small() {
    let app = App::start();
    let cookie = sign_in(&app, Person::DispatcherA);
    let document = page(&app, &cookie, "/console").is(200).text;
    let start = document.split('"').find(|part| part.ends_with("start.js"));
    let start = start.unwrap();
    let asked = |coding: &str| {
        let nobody = app.anonymous();
        let request = nobody.request(Method::GET, start);
        request.header("accept-encoding", coding).send().is(200)
    };
    for coding in ["br", "gzip"] {
        let file = asked(coding);
        assert_eq!(file.header("content-encoding"), Some(coding));
        let kept = file.header("cache-control").unwrap();
        assert!(kept.contains("immutable"), "{kept}");
    }
    assert_eq!(asked("identity").header("content-encoding"), None);
    let other = start.replace("/static/", "/static/0");
    let _ = app.anonymous().get(&other).is(404);
}

/// So that it is there when the password is typed.
#[test]
fn the_sign_in_page_asks_ahead_for_what_the_console_is_made_of() {
    let app = App::start();
    let page = app.anonymous().get("/login").is(200).text;
    let ahead: Vec<&str> = page
        .split("<link rel=\"prefetch\" href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let console = page_of_console(&app);
    for address in &ahead {
        assert!(console.contains(address), "{address} of {console}");
        let _ = app.anonymous().get(address).is(200);
    }
    assert_eq!(ahead.len(), 3, "{ahead:?}");
}

fn page_of_console(app: &App) -> String {
    page(app, &sign_in(app, Person::DispatcherA), "/console")
        .is(200)
        .text
}

#[test]
fn signing_out_ends_the_session_itself() {
    let app = App::start();
    let cookie = sign_in(&app, Person::DispatcherA);
    let _ = form(&app, "/logout", &[], &[("cookie", &cookie)]).is(303);
    let away = page(&app, &cookie, "/console").is(303);
    assert!(away.header("location").unwrap().starts_with("/login"));
}

/// In both languages, and in one of them at a time.
#[test]
fn pages_without_a_script_speak_both_languages() {
    let app = App::start();
    let of = |path: &str, language: &str| {
        let cookie = format!("varta-language={language}");
        page(&app, &cookie, path).text
    };
    for (path, ukrainian, english) in [
        ("/login", "Вхід", "Sign in"),
        ("/forgot", "Забули пароль", "Forgotten password"),
        (
            "/reset?token=none",
            "Це посилання вже не діє",
            "This link is over",
        ),
        (
            "/invitation?token=none",
            "Запрошення до Варти",
            "An invitation to Varta",
        ),
    ] {
        let (uk, en) = (of(path, "uk"), of(path, "en"));
        assert!(uk.contains(ukrainian) && uk.contains("lang=\"uk\""), "{uk}");
        assert!(en.contains(english) && en.contains("lang=\"en\""), "{en}");
        let cyrillic = en.chars().find(|c| ('а'..='я').contains(c));
        assert_eq!(cyrillic, None, "{path}: {en}");
    }
    let english = [("cookie", "varta-language=en")];
    let pairs = [("login", "dispatcher.a"), ("password", "wrong")];
    let refused = form(&app, "/login", &pairs, &english).is(401).text;
    assert!(
        refused.contains("Wrong login, password or code"),
        "{refused}"
    );
}

/// What somebody types, is called or is led back to is text, whatever it looks like.
#[test]
fn markup_stays_text_wherever_it_is_shown() {
    const PLANTED: &str = "\"><img/src=x/onerror=alert(1)>&amp;";
    let app = App::start();
    let encoded: String = form_urlencoded::byte_serialize(PLANTED.as_bytes()).collect();
    let next = format!("%2Fconsole{encoded}");
    let pairs = [
        ("login", encoded.as_str()),
        ("password", encoded.as_str()),
        ("next", next.as_str()),
    ];
    let refused = form(&app, "/login", &pairs, &[]).is(401).text;
    assert!(refused.contains("img/src=x"), "{refused}");
    app.database.run(
        "UPDATE accounts SET name = '\"><img/src=x/onerror=alert(1)>&amp;' WHERE login = 'dispatcher.a'",
    );
    let cookie = sign_in(&app, Person::DispatcherA);
    let mut shown = vec![refused];
    for path in [
        format!("/login?next=%2Fconsole{encoded}"),
        format!("/{encoded}"),
        format!("/appeals/{encoded}"),
        format!("/reset?token={encoded}"),
    ] {
        let nobody = app.anonymous();
        let asked = nobody
            .request(Method::GET, &path)
            .header("accept", "text/html");
        shown.push(asked.clone().send().text);
        shown.push(asked.header("cookie", &cookie).send().text);
    }
    for path in ["/console", "/crew", "/region", "/second-factor"] {
        shown.push(page(&app, &cookie, path).text);
    }
    for text in shown {
        assert!(!text.contains("<img/"), "{text}");
    }
    // To a script it is said as JSON, which no browser takes for a page.
    let me = app.browser(Person::DispatcherA).get("/api/v1/me").is(200);
    assert!(me.text.contains("img/src=x"), "{}", me.text);
    assert_eq!(me.header("content-type"), Some("application/json"));
    assert_eq!(me.header("x-content-type-options"), Some("nosniff"));
}
