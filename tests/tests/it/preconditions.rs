//! Changes that say neither under which key nor upon which version they are made.

use varta_tests::harness::App;

use crate::trial::guarded;
use crate::world::worlds;

#[test]
fn a_write_without_its_key_or_its_version_is_refused() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = guarded(&app, &a);
    let before = app.database.contents();
    for trial in &trials {
        let bare = |key: Option<&str>, etag: Option<&str>| {
            let mut request = trial
                .client
                .request(trial.route.method.clone(), &trial.address());
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
