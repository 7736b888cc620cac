//! What browsers load: modules, styles, words and the icon, from the program itself. The
//! address of all of them holds a hash over all of them, so that browsers may keep them for
//! ever, and so that modules that belong together come together.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::fluent::{self, Words};
use super::language::Language;
use super::modules::{self, lightened};
use crate::coding::Kept;
use crate::error::{Code, Problem};

/// A debug build reads them from the disk when it starts.
#[derive(RustEmbed)]
#[folder = "src/web/static"]
pub(super) struct Files;

/// One file, and what it is.
struct Asset {
    kind: &'static str,
    file: Kept,
}

struct Set {
    place: String,
    assets: BTreeMap<String, Asset>,
}

static SET: LazyLock<Set> = LazyLock::new(Set::gather);

/// The folder in which this version's files are.
#[must_use]
pub(super) fn place() -> String {
    SET.place.clone()
}

/// Where one of them is.
#[must_use]
pub(super) fn address(name: &str) -> String {
    format!("{}/{name}", SET.place)
}

#[must_use]
pub(super) fn style() -> String {
    address("style.css")
}

#[must_use]
pub(super) fn icon() -> String {
    address("varta.svg")
}

/// The addresses of what opens while the server is away: whoever administers needs the server.
#[must_use]
pub(super) fn kept() -> Vec<String> {
    SET.assets
        .keys()
        .filter(|name| !name.ends_with(".LICENSE"))
        .filter(|name| !name.starts_with("admin/") && !name.starts_with("words/administration/"))
        .map(|name| address(name))
        .collect()
}

/// Makes everything small before anybody asks for it, beside the other work.
pub fn prepare() {
    std::thread::spawn(|| SET.assets.values().for_each(|asset| asset.file.prepare()));
}

impl Set {
    fn gather() -> Self {
        let mut assets = BTreeMap::new();
        let mut style = String::new();
        let mut names: Vec<_> = Files::iter().collect();
        names.sort();
        for name in names {
            let Some(file) = Files::get(&name) else {
                continue;
            };
            if name.starts_with("style/") {
                style.push_str(&lightened(&file.data));
            } else if let Some(kind) = kind(&name) {
                assets.insert(name.into_owned(), Asset::new(kind, file.data));
            }
        }
        assets.insert("style.css".to_owned(), Asset::new(CSS, style.into_bytes()));
        match modules::put_together() {
            Ok(files) => assets.extend(
                files
                    .into_iter()
                    .map(|(name, text)| (name, Asset::new(SCRIPT, text.into_bytes()))),
            ),
            Err(error) => tracing::error!(%error, "the screens cannot be opened"),
        }
        for language in Language::ALL {
            for (words, folder) in [
                (Words::Screens, ""),
                (Words::Administration, "administration/"),
            ] {
                let module = fluent::module(words, language).into_bytes();
                let name = format!("words/{folder}{}.js", language.code());
                assets.insert(name, Asset::new(SCRIPT, module));
            }
        }
        let mut hash = Sha256::new();
        for (name, asset) in &assets {
            hash.update(name);
            hash.update(&asset.file.bytes);
        }
        let hash = hex::encode(hash.finalize());
        Self {
            place: format!("/static/{}", hash.get(..16).unwrap_or_default()),
            assets,
        }
    }
}

const SCRIPT: &str = "text/javascript; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";

/// What is sent as it lies here.
fn kind(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "svg" => Some("image/svg+xml"),
        "json" => Some("application/json"),
        "LICENSE" => Some("text/plain; charset=utf-8"),
        _ => None,
    }
}

impl Asset {
    fn new(kind: &'static str, bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        Self {
            kind,
            file: Kept::new(bytes),
        }
    }
}

#[get("/static/{version}/{name:.+}")]
pub(super) async fn send(
    req: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (version, name) = path.into_inner();
    let asset = SET
        .assets
        .get(&name)
        .filter(|_| SET.place.ends_with(&version))
        .ok_or_else(|| Problem::new(Code::NotFound))?;
    let mut response = HttpResponse::Ok();
    response
        .content_type(asset.kind)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"));
    Ok(asset.file.send(req.headers(), response))
}
