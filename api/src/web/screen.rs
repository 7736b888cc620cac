//! The document of a signed-in screen. It is the same for everybody and says nothing about
//! anybody, so that a browser may keep it and open it while the server is away; what it shows
//! comes from the API.

use std::sync::LazyLock;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::assets;
use super::language::Language;
use super::page;
use super::session::BrowserSession;
use crate::coding::Kept;
use crate::error::{Code, Problem};

#[derive(Debug, Template)]
#[template(path = "screen.html")]
struct Screen {
    language: &'static str,
    place: String,
    import_map: String,
    modules: Vec<String>,
}

struct Ready {
    html: Kept,
    policy: String,
}

/// The documents of one screen, one for each language; none changes while the program runs.
struct Documents(LazyLock<[Option<Ready>; 2]>);

static CONSOLE: Documents = Documents(LazyLock::new(|| ready(&["console/console.js"])));
static CARD: Documents = Documents(LazyLock::new(|| {
    ready(&["console/console.js", "card/card.js"])
}));
static CREW: Documents = Documents(LazyLock::new(|| ready(&["crew/crew.js"])));
static REGION: Documents = Documents(LazyLock::new(|| ready(&["region/region.js"])));
static ADMINISTRATION: Documents = Documents(LazyLock::new(|| ready(&["admin/admin.js"])));

fn ready(own: &[&str]) -> [Option<Ready>; 2] {
    Language::ALL.map(|language| document(language, with_own(language, own)))
}

/// What most of those who sign in will need.
pub(super) fn soon(language: Language) -> Vec<String> {
    let mut addresses = with_own(language, &["console/console.js"]);
    addresses.insert(0, assets::address("start.js"));
    addresses
}

/// What start.js will ask for, so that it is fetched at once.
fn with_own(language: Language, own: &[&str]) -> Vec<String> {
    let words = format!("words/{}.js", language.code());
    let names = own.iter().copied().chain([words.as_str()]);
    names.map(assets::address).collect()
}

/// Where modules and words are found: imports name them, this says in which file they are.
fn import_map(language: Language) -> String {
    let place = assets::place();
    serde_json::json!({ "imports": {
        "varta/": format!("{place}/"),
        "varta/words/administration": format!("{place}/words/administration/{}.js", language.code()),
        "varta/words": format!("{place}/words/{}.js", language.code()),
    }})
    .to_string()
}

fn document(language: Language, modules: Vec<String>) -> Option<Ready> {
    let import_map = import_map(language);
    let hash = STANDARD.encode(Sha256::digest(&import_map));
    let screen = Screen {
        language: language.code(),
        place: assets::place(),
        import_map,
        modules,
    };
    Some(Ready {
        html: Kept::new(screen.render().ok()?.into_bytes()),
        // The import map is the one thing in the document itself, named by its hash.
        policy: format!(
            "default-src 'none'; script-src 'self' 'sha256-{hash}'; style-src 'self'; \
             img-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
             form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        ),
    })
}

impl Documents {
    fn send(&self, req: &HttpRequest) -> Result<HttpResponse, Problem> {
        let language = Language::of(req);
        let ready = Language::ALL
            .iter()
            .zip(self.0.iter())
            .find(|(one, _)| **one == language)
            .and_then(|(_, ready)| ready.as_ref())
            .ok_or_else(|| Problem::new(Code::Internal))?;
        let mut response = page::html(StatusCode::OK, &ready.policy);
        response.append_header((header::VARY, "Cookie"));
        Ok(ready.html.send(req.headers(), response))
    }
}

/// The dispatcher's console.
#[get("/console")]
pub async fn console(req: HttpRequest, _session: BrowserSession) -> Result<HttpResponse, Problem> {
    CONSOLE.send(&req)
}

/// The same, with a card open in it.
#[get("/appeals/{appeal_id}")]
pub async fn appeal(req: HttpRequest, _session: BrowserSession) -> Result<HttpResponse, Problem> {
    CARD.send(&req)
}

/// A crew's assignments.
#[get("/crew")]
pub async fn crew(req: HttpRequest, _session: BrowserSession) -> Result<HttpResponse, Problem> {
    CREW.send(&req)
}

/// The region's tiles.
#[get("/region")]
pub async fn region(req: HttpRequest, _session: BrowserSession) -> Result<HttpResponse, Problem> {
    REGION.send(&req)
}

/// What an administrator keeps of a community, or of the region.
#[get("/administration")]
pub async fn administration(
    req: HttpRequest,
    _session: BrowserSession,
) -> Result<HttpResponse, Problem> {
    ADMINISTRATION.send(&req)
}
