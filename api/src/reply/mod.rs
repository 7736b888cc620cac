//! What a handler answers when all went well: a status, an ETag, a place, a JSON text. Plain
//! values, so that the same reply can be kept and given again.

mod page;

use actix_web::body::BoxBody;
use actix_web::http::header::{self, HeaderName};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::Serialize;
use tenants::db::{Error, NewReply};

pub use page::{Cursor, Limit, Page};

use crate::coding;
use crate::error::Problem;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    status: StatusCode,
    etag: Option<String>,
    location: Option<String>,
    body: String,
    /// The cursor of the next page.
    next: Option<String>,
    /// Given once before, to the same request.
    replayed: bool,
    /// Holds a secret, whose length must tell nothing.
    is_secret: bool,
    /// Was looked up, and by a GET but for what no address should hold.
    is_read: bool,
}

impl Reply {
    pub fn ok<T: Serialize>(body: &T) -> Result<Self, Problem> {
        Self::with(StatusCode::OK, body)
    }

    pub fn created<T: Serialize>(location: impl Into<String>, body: &T) -> Result<Self, Problem> {
        let mut reply = Self::with(StatusCode::CREATED, body)?;
        reply.location = Some(location.into());
        Ok(reply)
    }

    /// Done, and nothing to say about it.
    #[must_use]
    pub const fn done() -> Self {
        Self {
            status: StatusCode::NO_CONTENT,
            etag: None,
            location: None,
            body: String::new(),
            next: None,
            replayed: false,
            is_secret: false,
            is_read: false,
        }
    }

    /// Taken on; what becomes of it is not said here.
    #[must_use]
    pub fn accepted() -> Self {
        Self {
            status: StatusCode::ACCEPTED,
            ..Self::done()
        }
    }

    pub fn page<T: Serialize>(page: &Page<T>) -> Result<Self, Problem> {
        let mut reply = Self::ok(page)?;
        reply.next.clone_from(&page.next);
        Ok(reply)
    }

    fn with<T: Serialize>(status: StatusCode, body: &T) -> Result<Self, Problem> {
        let body = serde_json::to_string(body).map_err(Error::from)?;
        Ok(Self {
            status,
            body,
            ..Self::done()
        })
    }

    /// The version that an `If-Match` must name to change this.
    #[must_use]
    pub fn version(mut self, version: i32) -> Self {
        self.etag = Some(etag(version));
        self
    }

    /// With a secret in it. What is made smaller tells by its length how often its parts repeat,
    /// and so a secret could be guessed next to what a stranger has put there: it goes as it is.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.is_secret = true;
        self
    }

    /// The answer to a question that is too long, or too much of somebody's, for an address.
    #[must_use]
    pub const fn read(mut self) -> Self {
        self.is_read = true;
        self
    }

    /// Whether it was given once before, to the same request.
    #[must_use]
    pub const fn is_replayed(&self) -> bool {
        self.replayed
    }

    #[must_use]
    pub fn to_kept(&self) -> NewReply {
        NewReply {
            // A status has three digits, so it always fits.
            status: i16::try_from(self.status.as_u16()).unwrap_or(i16::MAX),
            etag: self.etag.clone(),
            location: self.location.clone(),
            body: self.body.clone(),
        }
    }

    #[must_use]
    pub fn from_kept(kept: NewReply) -> Self {
        let status = u16::try_from(kept.status)
            .ok()
            .and_then(|status| StatusCode::from_u16(status).ok());
        Self {
            status: status.unwrap_or(StatusCode::OK),
            etag: kept.etag,
            location: kept.location,
            body: kept.body,
            next: None,
            replayed: true,
            is_secret: false,
            is_read: false,
        }
    }
}

/// A strong ETag of a version.
pub(crate) fn etag(version: i32) -> String {
    format!("\"{version}\"")
}

impl Responder for Reply {
    type Body = BoxBody;

    fn respond_to(self, req: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        if let Some(etag) = self.etag {
            response.insert_header((header::ETAG, etag));
        }
        if let Some(location) = self.location {
            response.insert_header((header::LOCATION, location));
        }
        if let Some(cursor) = self.next {
            response.insert_header((header::LINK, page::link(req, &cursor)));
        }
        if self.replayed {
            response.insert_header((HeaderName::from_static("idempotency-replayed"), "true"));
        }
        if self.body.is_empty() {
            return response.finish();
        }
        response.content_type("application/json");
        // A change is answered as it is: its answer is short, and may be kept.
        let is_read = self.is_read || req.method() == Method::GET;
        if self.is_secret || !is_read {
            return response.body(self.body);
        }
        coding::send(req.headers(), response, self.body)
    }
}
