//! Refuses what another site makes a browser send.

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderMap};

use crate::error::{Code, Problem};

/// Where a request says that it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Ours,
    Another,
    /// No browser of today says nothing.
    Unsaid,
}

/// A form may only be sent from our own pages. What says nothing is no browser of today and
/// holds no cookie of somebody else.
pub(crate) fn refuse_cross_site(req: &HttpRequest) -> Result<(), Problem> {
    match origin(req.headers()) {
        Origin::Ours | Origin::Unsaid => Ok(()),
        Origin::Another => Err(Problem::new(Code::CrossSite)),
    }
}

/// A script's request with a cookie must say that it comes from our own pages.
pub(crate) fn require_ours(req: &HttpRequest) -> Result<(), Problem> {
    match origin(req.headers()) {
        Origin::Ours => Ok(()),
        Origin::Another | Origin::Unsaid => Err(Problem::new(Code::CrossSite)),
    }
}

/// Both headers must agree, when both are there.
fn origin(headers: &HeaderMap) -> Origin {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    let site = text("sec-fetch-site").map(|site| matches!(site, "same-origin" | "none"));
    let from = text(header::ORIGIN.as_str()).map(|origin| {
        let host = origin.split_once("://").map(|(_, host)| host);
        host.is_some() && host == text(header::HOST.as_str())
    });
    match (site, from) {
        (None, None) => Origin::Unsaid,
        (Some(false), _) | (_, Some(false)) => Origin::Another,
        _ => Origin::Ours,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn judged(headers: &[(&'static str, &'static str)]) -> bool {
        let request = headers.iter().fold(
            TestRequest::post().insert_header(("host", "varta.gov.ua")),
            |request, header| request.insert_header(*header),
        );
        refuse_cross_site(&request.to_http_request()).is_ok()
    }

    #[test]
    fn only_our_own_pages_may_send_forms() {
        assert!(judged(&[]));
        assert!(judged(&[("sec-fetch-site", "same-origin")]));
        assert!(judged(&[("origin", "https://varta.gov.ua")]));
        assert!(!judged(&[
            ("sec-fetch-site", "same-origin"),
            ("origin", "https://evil.example")
        ]));
        for header in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "null"),
            ("origin", "https://varta.gov.ua.evil.example"),
            ("origin", "https://evil.example"),
        ] {
            assert!(!judged(&[header]), "{header:?}");
        }
    }

    #[test]
    fn a_script_must_say_where_it_comes_from() {
        let silent = TestRequest::post().to_http_request();
        assert_eq!(require_ours(&silent).unwrap_err().code(), Code::CrossSite);
        let ours = TestRequest::post().insert_header(("sec-fetch-site", "same-origin"));
        assert!(require_ours(&ours.to_http_request()).is_ok());
    }
}
