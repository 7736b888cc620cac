//! What lets a browser open the screens while the server is away: the service worker, which
//! keeps this version's files, and the manifest by which a phone takes the program on.

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get};
use serde_json::json;

use super::assets;
use crate::coding::Kept;

/// It is asked for anew every time, so that browsers learn of a new version.
#[get("/worker.js")]
pub async fn worker(req: HttpRequest) -> HttpResponse {
    static SCRIPT: LazyLock<Kept> = LazyLock::new(|| {
        let version = json!(assets::place());
        let files = json!(assets::kept());
        let script = include_str!("worker.js");
        let text = format!("const PLACE = {version};\nconst FILES = {files};\n{script}");
        Kept::new(text.into_bytes())
    });
    let mut response = HttpResponse::Ok();
    response
        .content_type("text/javascript; charset=utf-8")
        // A worker asks under its own policy, and for nothing but us.
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self'; connect-src 'self'; form-action 'none'; \
             frame-ancestors 'none'; base-uri 'none'",
        ));
    SCRIPT.send(req.headers(), response)
}

#[get("/varta.webmanifest")]
pub async fn manifest() -> HttpResponse {
    let manifest = json!({
        "name": "Варта",
        "short_name": "Варта",
        "lang": "uk",
        "start_url": "/",
        "display": "standalone",
        "background_color": "#0e1115",
        "theme_color": "#171b21",
        "icons": [{ "src": assets::icon(), "sizes": "any", "type": "image/svg+xml", "purpose": "any" }],
    });
    HttpResponse::Ok()
        .content_type("application/manifest+json")
        .body(manifest.to_string())
}
