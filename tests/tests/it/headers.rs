//! Headers that protect whoever gets an answer. The harness looks at those of every answer of
//! every test; here everything is asked that no other test asks for.

use reqwest::Method;
use varta_tests::harness::{Answer, App, raw};

use crate::routes::routes;

/// Every route of the document, every page, and addresses and methods that nobody knows.
#[test]
fn every_answer_protects_whoever_gets_it() {
    let app = App::start();
    let nobody = app.anonymous();
    let mut paths: Vec<String> = routes(&app)
        .into_iter()
        .map(|route| route.template)
        .collect();
    let others = [
        "/",
        "/login",
        "/logout",
        "/console",
        "/crew",
        "/region",
        "/static/nothing/nothing.css",
        "/worker.js",
        "/varta.webmanifest",
        "/nowhere",
        "/api/docs",
        "/api/docs/",
        "/api/docs/swagger-ui.css",
        "/api/docs/nothing",
        "/api/v1",
        "/appeals/0190a000-0000-7000-8000-000000000001",
        "/healthz",
        "/readyz",
        "/metrics",
    ];
    paths.extend(others.map(str::to_owned));
    let methods = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
        Method::TRACE,
    ];
    for path in &paths {
        let path = path.replace(['{', '}'], "");
        for method in &methods {
            let _ = nobody.request(method.clone(), &path).send().protected();
        }
        let page = nobody
            .request(Method::GET, &path)
            .header("accept", "text/html");
        let _ = page.send().protected();
    }
}

#[test]
fn what_pages_load_may_be_kept_because_its_name_changes_with_it() {
    let app = App::start();
    let page = app.anonymous().get("/login").is(200);
    let style = page.text.split('"').find(|part| part.ends_with(".css"));
    let style = app.anonymous().get(style.unwrap()).is(200);
    let kept = style.header("cache-control");
    assert_eq!(kept, Some("public, max-age=31536000, immutable"));
}

/// The framework answers these itself, before any of ours is asked.
#[test]
fn a_request_that_cannot_be_read_is_answered_like_any_other() {
    let app = App::start();
    let base = app.program().base();
    let long = "a".repeat(300_000);
    let get = |rest: &str| format!("GET / HTTP/1.1\r\nhost: x\r\n{rest}\r\n\r\n");
    let broken = [
        ("nonsense\r\n\r\n".to_owned(), 400, "malformed_request"),
        (
            "GET / HTTP/9.9\r\nhost: x\r\n\r\n".to_owned(),
            400,
            "malformed_request",
        ),
        (
            "GET / HTTP/1.1\r\n\r\n".to_owned(),
            400,
            "malformed_request",
        ),
        (get("no colon"), 400, "malformed_request"),
        (get("content-length: many"), 400, "malformed_request"),
        (
            get("content-length: 1\r\ncontent-length: 2"),
            400,
            "malformed_request",
        ),
        (get("transfer-encoding: odd"), 400, "malformed_request"),
        (
            format!("GET /{long} HTTP/1.1\r\n\r\n"),
            431,
            "headers_too_large",
        ),
        (get(&format!("x: {long}")), 431, "headers_too_large"),
        // Half a request, and then nothing more.
        ("GET / HTTP/1.1\r\nho".to_owned(), 408, "request_too_slow"),
    ];
    for (bytes, status, code) in &broken {
        let [answer]: [Answer; 1] = raw(base, bytes.as_bytes()).try_into().unwrap();
        assert_eq!(answer.status, *status, "{}", answer.asked);
        assert_eq!(answer.json()["code"], *code, "{}", answer.asked);
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json")
        );
    }
    // Behind a good one, over the same connection.
    let answers = raw(
        base,
        b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\nnonsense\r\n\r\n",
    );
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses, [200, 400]);
}
