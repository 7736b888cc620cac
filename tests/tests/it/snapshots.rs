//! What a reviewer should see change: who may do what, which routes there are, and the
//! OpenAPI document. `make snapshots` accepts what is there now.

use std::fmt::Write;

use tenants::access::{Action, Role, permits};
use varta_tests::harness::{App, text};

use crate::routes::routes;

#[test]
fn who_may_do_what() {
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
    let mut table = format!("{:26}{}\n", "", roles.join("  "));
    for action in Action::ALL {
        let marks: Vec<String> = Role::ALL
            .iter()
            .map(|role| {
                let mark = if permits(*role, *action) { "yes" } else { "-" };
                format!("{mark:width$}", width = role.code().len())
            })
            .collect();
        writeln!(table, "{:26}{}", action.code(), marks.join("  ").trim_end()).unwrap();
    }
    insta::assert_snapshot!(table);
}

#[test]
fn the_routes() {
    let app = App::start();
    let mut lines: Vec<String> = routes(&app)
        .iter()
        .map(|route| {
            let who = if route.guarded { "" } else { "  (public)" };
            format!("{:85} {:7} {}{who}", route.template, route.method, route.id)
        })
        .collect();
    lines.sort();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_openapi_document() {
    let app = App::start();
    let mut document = app.anonymous().get("/api/v1/openapi.json").ok();
    assert_eq!(
        text(&document["info"]["version"]),
        env!("CARGO_PKG_VERSION")
    );
    document["info"]["version"] = "of the program".into();
    insta::assert_snapshot!(serde_json::to_string_pretty(&document).unwrap());
}
