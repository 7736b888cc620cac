#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

use std::collections::HashMap;

use actix_web::dev::Service;
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, init_service};
use actix_web::{App as ActixApp, HttpResponse, body, get, post};
use serde::Deserialize;
use serde_json::Value;
use tenants::access::{Actor, Membership, Role, Scope, SecondFactorDuty};
use tenants::clock::Clock;
use tenants::ids::{AccountId, CommunityId, RegionId, SessionId};
use tracing_actix_web::TracingLogger;

use super::*;
use crate::config;
use crate::error::Problem;
use crate::extract::{Caller, Command, Path, Query};
use crate::headers::headers;
use crate::reply::{Cursor, Limit, Page, Reply};

#[get("/panic")]
async fn panics() -> HttpResponse {
    panic!("as a test");
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegisterIn {
    number: u32,
}

#[post("/register")]
async fn register(command: Command<RegisterIn>) -> Result<Reply, Problem> {
    Ok(Reply::created("/things/1", &command.body.number)?.version(1))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListQuery {
    #[serde(default)]
    limit: Limit,
    after: Option<Cursor<i64>>,
}

#[get("/list/{community_id}")]
async fn list(path: Path<CommunityId>, query: Query<ListQuery>) -> Result<Reply, Problem> {
    let _community = path.0;
    let first = query.0.after.map_or(1, |Cursor(last)| last + 1);
    let rows = (first..first + query.0.limit.rows()).collect();
    Reply::page(&Page::cut(rows, query.0.limit, |row| *row)?)
}

#[get("/away")]
async fn away(app: web::Data<App>) -> Result<Reply, Problem> {
    let community = CommunityId::new();
    let memberships = vec![Membership {
        role: Role::Dispatcher,
        scope: Scope::Community(community),
    }];
    let account = AccountId::new();
    let actor = Actor::person(account, RegionId::new(), memberships).into();
    let caller = Caller {
        account,
        session: SessionId::new(),
        actor,
        second_factor: false,
        browser: None,
    };
    app.database
        .read_community("test.away", &caller, community, |_tx| Ok(()))
        .await?;
    Ok(Reply::done())
}

fn app() -> App {
    let mut settings = config::load(None).unwrap();
    settings.database.url = "postgres://nobody@127.0.0.1:1/nothing".to_owned().into();
    settings.database.wait_ms = 50;
    settings.auth.signing_key = crate::auth::generate().unwrap().0.into();
    settings.auth.second_factor_required = SecondFactorDuty::Nobody;
    App::new(settings, Clock::default()).unwrap()
}

struct Answer {
    status: u16,
    headers: HashMap<String, String>,
    body: Value,
}

async fn ask(request: TestRequest) -> Answer {
    let service = init_service(
        ActixApp::new()
            .service((panics, register, list, away))
            .configure(crate::routes::others)
            .app_data(web::Data::new(app()))
            .app_data(web::PayloadConfig::new(2_000))
            .wrap(from_fn(frame))
            .wrap(from_fn(headers))
            .wrap(TracingLogger::<RequestSpan>::new()),
    )
    .await;
    let response = match service.call(request.to_request()).await {
        Ok(response) => response.into_parts().1.map_into_boxed_body(),
        Err(error) => error.error_response(),
    };
    let status = response.status().as_u16();
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    let bytes = body::to_bytes(response.into_body()).await.unwrap();
    Answer {
        status,
        headers,
        body: serde_json::from_slice(&bytes).unwrap_or_default(),
    }
}

impl Answer {
    fn is(&self, status: u16, code: &str) {
        assert_eq!(
            (self.status, self.body["code"].as_str()),
            (status, Some(code)),
            "{}",
            self.body
        );
        assert_eq!(self.headers["content-type"], "application/problem+json");
        assert_eq!(self.headers["cache-control"], "no-store");
        assert_eq!(self.headers["x-content-type-options"], "nosniff");
        assert!(
            self.body["instance"]
                .as_str()
                .unwrap()
                .starts_with("urn:uuid:")
        );
    }

    fn is_about(&self, status: u16, code: &str, field: &str) {
        self.is(status, code);
        assert_eq!(self.body["field"], field, "{}", self.body);
    }
}

fn post(body: impl Into<Vec<u8>>) -> TestRequest {
    TestRequest::post()
        .uri("/register")
        .insert_header(("Content-Type", "application/json; charset=utf-8"))
        .insert_header(("Idempotency-Key", "1"))
        .set_payload(body.into())
}

#[actix_web::test]
async fn a_handler_that_panics_is_answered() {
    ask(TestRequest::get().uri("/panic"))
        .await
        .is(500, "internal");
}

#[actix_web::test]
async fn an_unknown_address_is_a_problem() {
    ask(TestRequest::get().uri("/nowhere"))
        .await
        .is(404, "not_found");
}

#[actix_web::test]
async fn a_database_that_is_away_is_a_problem_that_says_when_to_come_back() {
    let answer = ask(TestRequest::get().uri("/away")).await;
    answer.is(503, "unavailable");
    assert_eq!(answer.headers["retry-after"], "2");
}

#[actix_web::test]
async fn a_body_is_read_once_it_is_json_small_and_known() {
    let done = ask(post(r#"{"number":7}"#)).await;
    assert_eq!((done.status, &done.body), (201, &Value::from(7)));
    assert_eq!(done.headers["etag"], "\"1\"");
    assert_eq!(done.headers["location"], "/things/1");
    ask(post("{")).await.is(400, "malformed_json");
    ask(post(r#"{"number":-7}"#))
        .await
        .is_about(422, "invalid_field", "number");
    ask(post(r#"{"number":7,"more":1}"#))
        .await
        .is_about(422, "invalid_field", "more");
    ask(post("")).await.is_about(422, "invalid_field", "number");
    ask(post(vec![b' '; 2_001])).await.is(413, "body_too_large");
    let form =
        post("number=7").insert_header(("Content-Type", "application/x-www-form-urlencoded"));
    ask(form).await.is(415, "unsupported_media_type");
    ask(TestRequest::post().uri("/register")).await.is_about(
        400,
        "idempotency_key_missing",
        "Idempotency-Key",
    );
}

#[actix_web::test]
async fn a_page_links_to_the_next_one() {
    let community = CommunityId::new();
    let first = ask(TestRequest::get().uri(&format!("/list/{community}?limit=2"))).await;
    assert_eq!(first.body["items"], serde_json::json!([1, 2]));
    let link = &first.headers["link"];
    let uri = link.strip_prefix('<').unwrap().split('>').next().unwrap();
    let second = ask(TestRequest::get().uri(uri)).await;
    assert_eq!(second.body["items"], serde_json::json!([3, 4]));
    let page = |rest: &str| ask(TestRequest::get().uri(&format!("/list/{rest}")));
    page("7")
        .await
        .is_about(400, "invalid_parameter", "community_id");
    page(&format!("{community}?limit=201"))
        .await
        .is_about(400, "invalid_parameter", "limit");
    page(&format!("{community}?after=x"))
        .await
        .is_about(400, "invalid_parameter", "after");
    page(&format!("{community}?limt=1"))
        .await
        .is_about(400, "invalid_parameter", "limt");
}
