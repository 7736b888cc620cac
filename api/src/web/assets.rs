//! What pages load: one style sheet and one icon, from the program itself. Their addresses
//! change with their content, so that browsers may keep them for ever.

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use sha2::{Digest, Sha256};

use crate::error::{Code, Problem};

struct Asset {
    name: String,
    kind: &'static str,
    text: &'static str,
}

impl Asset {
    fn new(extension: &str, kind: &'static str, text: &'static str) -> Self {
        let hash = hex::encode(Sha256::digest(text));
        let hash = hash.get(..16).unwrap_or_default();
        Self {
            name: format!("varta-{hash}.{extension}"),
            kind,
            text,
        }
    }
}

static STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("css", "text/css; charset=utf-8", include_str!("varta.css")));
static ICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("svg", "image/svg+xml", include_str!("varta.svg")));

#[must_use]
pub(super) fn style() -> String {
    format!("/static/{}", STYLE.name)
}

#[must_use]
pub(super) fn icon() -> String {
    format!("/static/{}", ICON.name)
}

#[get("/static/{name}")]
pub(super) async fn asset(name: web::Path<String>) -> Result<HttpResponse, Problem> {
    let asset = [&*STYLE, &*ICON]
        .into_iter()
        .find(|asset| asset.name == *name)
        .ok_or_else(|| Problem::new(Code::NotFound))?;
    Ok(HttpResponse::Ok()
        .content_type(asset.kind)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(asset.text))
}
