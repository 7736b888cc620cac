//! The body of an answer that goes on and on.

use std::convert::Infallible;

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Bytes;
use futures_util::stream::{Stream, unfold};
use tenants::access::Action;

use super::hub::Seat;
use super::message::for_rights;

/// Somebody who listens.
pub(super) struct Listener {
    pub seat: Seat,
    pub rights: Vec<Action>,
    /// What comes before everything else.
    pub first: Option<Bytes>,
}

impl Listener {
    pub(super) fn answer(self) -> HttpResponse {
        HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, "text/event-stream"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            // A proxy that gathers before it sends on would make it late.
            .insert_header(("x-accel-buffering", "no"))
            .streaming(self.stream())
    }

    fn stream(self) -> impl Stream<Item = Result<Bytes, Infallible>> {
        unfold(self, |mut listener| async move {
            let text = listener.next().await?;
            Some((Ok(text), listener))
        })
    }

    /// Nothing when it ends: they may not go on, are too slow, or the program stops. Whoever
    /// may comes back, and says how far they were.
    async fn next(&mut self) -> Option<Bytes> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        loop {
            let frame = tokio::select! {
                biased;
                _ = &mut self.seat.held => return None,
                frame = self.seat.frames.recv() => frame.ok()?,
            };
            if let Some(text) = for_rights(&frame, &self.rights) {
                return Some(text);
            }
        }
    }
}
