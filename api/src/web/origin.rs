//! Refuses what another site makes a browser send.

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderMap};

use crate::error::{Code, Problem};

/// A form may only be sent from our own pages. Browsers say where a form comes from; what says
/// nothing is no browser of today and holds no cookie of somebody else.
pub(super) fn refuse_cross_site(req: &HttpRequest) -> Result<(), Problem> {
    if is_our_own(req.headers()) {
        Ok(())
    } else {
        Err(Problem::new(Code::Forbidden).detail("Цю форму надіслано не зі сторінки Варти."))
    }
}

fn is_our_own(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match text(header::ORIGIN.as_str()) {
        Some(origin) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == text(header::HOST.as_str())
        }
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn judged(headers: &[(&'static str, &'static str)]) -> bool {
        let request = headers.iter().fold(
            TestRequest::post().insert_header(("host", "varta.gov.ua")),
            |request, header| request.insert_header(*header),
        );
        is_our_own(request.to_http_request().headers())
    }

    #[test]
    fn only_our_own_pages_may_send_forms() {
        assert!(judged(&[]));
        assert!(judged(&[("sec-fetch-site", "same-origin")]));
        assert!(judged(&[("origin", "https://varta.gov.ua")]));
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
}
