//! Answers in fewer bytes, for whoever says that they can read them so.

use std::borrow::Cow;
use std::io::Write;
use std::sync::OnceLock;

use actix_web::http::header::{self, HeaderMap};
use actix_web::{HttpResponse, HttpResponseBuilder};

/// The highest quality, for what is made once. A debug build is started for every test.
const ONCE: u32 = if cfg!(debug_assertions) { 5 } else { 11 };
/// A good deal smaller within a millisecond, for what is made for one asker.
const EACH_TIME: u32 = 4;
/// As much of a text as is looked back on: 2^18 bytes.
const WINDOW: u32 = 18;
/// What fits into one packet with its headers anyway.
const SMALL: usize = 1_024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Brotli,
    Gzip,
}

impl Coding {
    fn wanted(headers: &HeaderMap) -> Option<Self> {
        let accepts = headers.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
        let has = |name| {
            accepts.split(',').any(|one| {
                let (coding, quality) = one.split_once(';').unwrap_or((one, ""));
                coding.trim() == name && !matches!(quality.trim(), "q=0" | "q=0.0")
            })
        };
        if has("br") {
            Some(Self::Brotli)
        } else {
            has("gzip").then_some(Self::Gzip)
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    fn encode(self, bytes: &[u8], quality: u32) -> Vec<u8> {
        // Writing to memory does not fail.
        match self {
            Self::Brotli => {
                let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, quality, WINDOW);
                drop(writer.write_all(bytes));
                writer.into_inner()
            }
            Self::Gzip => {
                let level = flate2::Compression::new(quality.min(9));
                let mut writer = flate2::write::GzEncoder::new(Vec::new(), level);
                drop(writer.write_all(bytes));
                writer.finish().unwrap_or_default()
            }
        }
    }

    fn send(self, mut response: HttpResponseBuilder, bytes: Vec<u8>) -> HttpResponse {
        response
            .insert_header((header::CONTENT_ENCODING, self.name()))
            .body(bytes)
    }
}

/// What is the same for everybody: made smaller once, by whoever asks first.
pub(crate) struct Kept {
    pub bytes: Cow<'static, [u8]>,
    brotli: OnceLock<Vec<u8>>,
    gzip: OnceLock<Vec<u8>>,
}

impl Kept {
    pub fn new(bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        Self {
            bytes: bytes.into(),
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }

    /// Before anybody asks.
    pub fn prepare(&self) {
        self.encoded(Coding::Brotli);
    }

    fn encoded(&self, coding: Coding) -> &[u8] {
        let made = match coding {
            Coding::Brotli => &self.brotli,
            Coding::Gzip => &self.gzip,
        };
        made.get_or_init(|| coding.encode(&self.bytes, ONCE))
    }

    pub fn send(&self, asked: &HeaderMap, mut response: HttpResponseBuilder) -> HttpResponse {
        response.append_header((header::VARY, "Accept-Encoding"));
        match Coding::wanted(asked) {
            Some(coding) => coding.send(response, self.encoded(coding).to_vec()),
            None => response.body(self.bytes.to_vec()),
        }
    }
}

/// An answer that is made for one asker.
pub(crate) fn send(
    asked: &HeaderMap,
    mut response: HttpResponseBuilder,
    text: String,
) -> HttpResponse {
    if text.len() < SMALL {
        return response.body(text);
    }
    response.append_header((header::VARY, "Accept-Encoding"));
    match Coding::wanted(asked) {
        Some(coding) => {
            let bytes = coding.encode(text.as_bytes(), EACH_TIME);
            coding.send(response, bytes)
        }
        None => response.body(text),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn wanted(accepts: &'static str) -> Option<Coding> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepts));
        Coding::wanted(&headers)
    }

    #[test]
    fn only_what_the_asker_can_read_is_chosen() {
        assert_eq!(wanted("gzip, deflate, br, zstd"), Some(Coding::Brotli));
        assert_eq!(wanted("gzip;q=1.0, br;q=0"), Some(Coding::Gzip));
        assert_eq!(wanted("identity"), None);
        assert_eq!(wanted("brotli"), None);
    }
}
