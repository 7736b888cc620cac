//! The document, for whoever writes a client.

use std::convert::Infallible;

use actix_web::body::SizedStream;
use actix_web::web::Bytes;
use actix_web::{HttpResponse, get, web};
use futures_util::stream;

use crate::app::App;

/// Whoever asks for it and does not read it makes the program hold this much of it.
const PIECE: usize = 16 * 1024;

/// This document
#[utoipa::path(
    operation_id = "document.read",
    tag = "document",
    security(()),
    responses((status = 200, description = "OpenAPI 3.1", content_type = "application/json", body = Object))
)]
#[get("/openapi.json")]
pub async fn read(app: web::Data<App>) -> HttpResponse {
    let length = u64::try_from(app.document.json.len()).unwrap_or(u64::MAX);
    let pieces = stream::unfold((app, 0), |(app, from)| async move {
        let rest = app.document.json.as_bytes().get(from..)?;
        let piece = rest.chunks(PIECE).next()?;
        let (piece, next) = (Bytes::copy_from_slice(piece), from + piece.len());
        Some((Ok::<_, Infallible>(piece), (app, next)))
    });
    HttpResponse::Ok()
        .content_type("application/json")
        .body(SizedStream::new(length, Box::pin(pieces)))
}
