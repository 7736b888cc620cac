//! The problem itself, and how it is written.

use std::fmt;
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Code;
use crate::request_id;

/// Why a request was not done. Cheap to pass around: all of it lies behind one pointer.
#[derive(Clone)]
pub struct Problem(Box<Inner>);

#[derive(Clone)]
struct Inner {
    code: Code,
    detail: Option<String>,
    field: Option<String>,
    more: Map<String, Value>,
    retry_after: Option<u32>,
    header: Option<(header::HeaderName, HeaderValue)>,
    instance: Option<Uuid>,
    /// For the log and for the transaction, which must know whether the database failed.
    cause: Option<Arc<tenants::db::Error>>,
}

/// As it is sent, `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemOut {
    /// `urn:varta:problem:` and the code
    #[serde(rename = "type")]
    kind: String,
    /// One English sentence that does not change
    title: &'static str,
    status: u16,
    /// One sentence for people, in Ukrainian
    detail: String,
    /// What went wrong, for programs; it does not change
    code: &'static str,
    /// The field, parameter or header that is wrong, such as `applicant.phone`
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// The request's own name, as in the logs
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<String>,
    #[serde(flatten)]
    #[schema(ignore)]
    more: Map<String, Value>,
}

impl Problem {
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self(Box::new(Inner {
            code,
            detail: None,
            field: None,
            more: Map::new(),
            retry_after: None,
            header: None,
            instance: None,
            cause: None,
        }))
    }

    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// A Ukrainian sentence that says more than the code's own.
    #[must_use]
    pub fn detail(mut self, sentence: impl Into<String>) -> Self {
        self.0.detail = Some(sentence.into());
        self
    }

    /// The JSON path of the field that is wrong, or the name of the parameter or header.
    #[must_use]
    pub fn field(mut self, path: impl Into<String>) -> Self {
        self.0.field = Some(path.into());
        self
    }

    /// Why exactly, in English, for whoever writes the client.
    #[must_use]
    pub fn reason(self, reason: impl fmt::Display) -> Self {
        self.with("reason", reason.to_string())
    }

    /// An extension member, such as `allowed`: what could be done instead.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.more.insert(name.to_owned(), value.into());
        self
    }

    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.0.retry_after = Some(seconds);
        self
    }

    /// Seconds after which to try again.
    pub(crate) fn wait(&self) -> Option<u32> {
        self.0.retry_after
    }

    pub(crate) fn header(mut self, name: header::HeaderName, value: HeaderValue) -> Self {
        self.0.header = Some((name, value));
        self
    }

    /// Names the request where the answer is written outside of it.
    pub(super) fn of_request(mut self, id: Uuid) -> Self {
        self.0.instance = Some(id);
        self
    }

    pub(super) fn caused_by(mut self, cause: tenants::db::Error) -> Self {
        self.0.cause = Some(Arc::new(cause));
        self
    }

    pub(super) fn cause(&self) -> Option<&tenants::db::Error> {
        self.0.cause.as_deref()
    }

    /// What people are told, in Ukrainian.
    #[must_use]
    pub(crate) fn sentence(&self) -> &str {
        let inner = &self.0;
        inner.detail.as_deref().unwrap_or(inner.code.detail())
    }

    fn out(&self) -> ProblemOut {
        let inner = &self.0;
        ProblemOut {
            kind: format!("urn:varta:problem:{}", inner.code.code()),
            title: inner.code.title(),
            status: inner.code.status().as_u16(),
            detail: self.sentence().to_owned(),
            code: inner.code.code(),
            field: inner.field.clone(),
            instance: inner
                .instance
                .or_else(request_id::current)
                .map(|id| format!("urn:uuid:{id}")),
            more: inner.more.clone(),
        }
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.0.code.status()
    }

    // Called once for each answer, so this is where a failure is logged.
    fn error_response(&self) -> HttpResponse {
        if let Some(cause) = self.cause() {
            if self.0.code == Code::Internal {
                tracing::error!(%cause, "the request failed");
            } else {
                tracing::warn!(code = self.0.code.code(), %cause, "the request failed");
            }
        }
        let mut response = HttpResponse::build(self.status_code());
        response.insert_header((header::CONTENT_TYPE, "application/problem+json"));
        if let Some(seconds) = self.0.retry_after {
            response.insert_header((header::RETRY_AFTER, seconds));
        }
        if let Some((name, value)) = &self.0.header {
            response.insert_header((name.clone(), value.clone()));
        }
        response.body(serde_json::to_string(&self.out()).unwrap_or_default())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code.title())
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Problem")
            .field("code", &self.0.code)
            .field("field", &self.0.field)
            .field("cause", &self.0.cause)
            .finish_non_exhaustive()
    }
}
