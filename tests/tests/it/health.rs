//! What a platform asks of the program, and what it answers when asked for nothing it has.

use reqwest::Method;
use varta_tests::harness::{App, Database, Program};

#[test]
fn whoever_runs_it_learns_how_it_is() {
    let app = App::start();
    let nobody = app.anonymous();
    assert_eq!(nobody.get("/healthz").is(200).text, "alive\n");
    assert_eq!(nobody.get("/readyz").ok()["ready"], true);
    let metrics = nobody.get("/metrics").is(200).text;
    assert!(
        metrics.contains("# TYPE") && metrics.ends_with("# EOF\n"),
        "{metrics}"
    );
    let document = nobody.get("/api/v1/openapi.json").ok();
    assert!(
        document["openapi"].as_str().unwrap().starts_with("3.1"),
        "{document}"
    );
    let page = nobody.get("/api/docs/").is(200);
    assert!(page.text.contains("swagger-ui"), "{}", page.text);
}

#[test]
fn every_answer_has_its_name_and_is_not_kept_by_others() {
    let app = App::start();
    for path in ["/healthz", "/api/v1/me", "/nowhere"] {
        let answer = app.anonymous().get(path);
        assert!(answer.header("x-request-id").is_some(), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
    }
    let refused = app.anonymous().get("/api/v1/me");
    let instance = refused.json()["instance"].as_str().unwrap().to_owned();
    assert_eq!(
        instance,
        format!("urn:uuid:{}", refused.header("x-request-id").unwrap())
    );
}

#[test]
fn an_unknown_address_and_an_unknown_method_are_problems() {
    let app = App::start();
    let nobody = app.anonymous();
    for path in ["/nowhere", "/api/v1", "/api/v1/nowhere", "/api/v2/me"] {
        let _ = nobody.get(path).problem(404, "not_found");
    }
    let wrong = nobody.request(Method::PUT, "/api/v1/me").send();
    assert_eq!(wrong.header("allow"), Some("GET"));
    let _ = wrong.problem(405, "method_not_allowed");
    let head = nobody.request(Method::HEAD, "/healthz").send();
    assert!([200, 405].contains(&head.status), "{}", head.status);
    assert_eq!(head.text, "");
}

#[test]
fn it_lives_without_a_database_and_says_that_it_is_not_ready() {
    let app = App::start();
    app.database.cut_off();
    let nobody = app.anonymous();
    assert_eq!(nobody.get("/healthz").is(200).text, "alive\n");
    let _ = nobody.get("/readyz").problem(503, "unavailable");
}

#[test]
fn it_finishes_and_ends_well_when_asked_to_stop() {
    let database = varta_tests::harness::fixture().copy();
    let program = Program::serve(&database, &[]);
    assert_eq!(program.stop(), Some(0));
    drop::<Database>(database);
}
