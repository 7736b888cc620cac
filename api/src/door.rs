//! The way from a connection to the framework.
//!
//! To a request that it cannot read, the framework answers by itself: a bare status without a
//! body and without headers, which no middleware ever sees. Here it goes out as a problem.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::ResponseError;
use actix_web::body::MessageBody;
use actix_web::http::StatusCode;
use actix_web::web::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use crate::error::{Code, Problem};
use crate::headers;
use crate::stopping::Closing;

/// The framework's own answers are shorter than this.
const LONGEST: usize = 256;

/// A connection whose bare answers are dressed.
pub(crate) struct Door {
    stream: TcpStream,
    /// What still has to go out in the place of a bare answer.
    ours: Bytes,
    closing: Closing,
    /// Nothing has come since the last answer went out.
    is_idle: bool,
}

impl Door {
    pub(crate) fn new(stream: TcpStream, closing: Closing) -> Self {
        Self {
            stream,
            ours: Bytes::new(),
            closing,
            is_idle: true,
        }
    }

    fn poll_ours(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.ours.is_empty() {
            let sent = ready!(Pin::new(&mut self.stream).poll_write(cx, &self.ours))?;
            if sent == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.ours.advance(sent);
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for Door {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let (door, before) = (self.get_mut(), into.filled().len());
        let read = Pin::new(&mut door.stream).poll_read(cx, into);
        if into.filled().len() > before {
            door.is_idle = false;
        }
        // As if the client had hung up; and only when it has sent nothing, not even a moment ago.
        if read.is_pending() && Pin::new(&mut door.closing).poll(cx).is_ready() && door.is_idle {
            return Poll::Ready(Ok(()));
        }
        read
    }
}

impl AsyncWrite for Door {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        written: &[u8],
    ) -> Poll<io::Result<usize>> {
        let door = self.get_mut();
        ready!(door.poll_ours(cx))?;
        door.is_idle = !written.ends_with(b"HTTP/1.1 100 Continue\r\n\r\n");
        if matches!(door.closing, Closing::Done(_)) {
            // To be read from once more, after what may have been the end of the answer.
            cx.waker().wake_by_ref();
        }
        let Some((before, status)) = bare(written) else {
            return Pin::new(&mut door.stream).poll_write(cx, written);
        };
        if !before.is_empty() {
            return Pin::new(&mut door.stream).poll_write(cx, before);
        }
        door.ours = dressed(status);
        match door.poll_ours(cx) {
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            // What did not go out yet goes out at the next write, flush or shutdown.
            Poll::Ready(Ok(())) | Poll::Pending => Poll::Ready(Ok(written.len())),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let door = self.get_mut();
        ready!(door.poll_ours(cx))?;
        Pin::new(&mut door.stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let door = self.get_mut();
        ready!(door.poll_ours(cx))?;
        Pin::new(&mut door.stream).poll_shutdown(cx)
    }
}

/// A bare answer at the end of what is written, and what stands before it. Every answer of
/// ours has more headers than these.
fn bare(written: &[u8]) -> Option<(&[u8], StatusCode)> {
    if !written.ends_with(b"\r\n\r\n") {
        return None;
    }
    let start = b"HTTP/1.1 ";
    let tail = written.len().saturating_sub(LONGEST);
    let at = written
        .get(tail..)?
        .windows(start.len())
        .rposition(|bytes| bytes == start)?;
    let (before, head) = written.split_at_checked(tail + at)?;
    let mut fields = [httparse::EMPTY_HEADER; 4];
    let mut answer = httparse::Response::new(&mut fields);
    if answer.parse(head).ok()? != httparse::Status::Complete(head.len()) {
        return None;
    }
    let is_bare = answer.headers.iter().all(|field| {
        let is = |name: &str| field.name.eq_ignore_ascii_case(name);
        is("connection") || is("date") || is("content-length") && field.value == b"0"
    });
    let status = StatusCode::from_u16(answer.code?).ok()?;
    (is_bare && (status.is_client_error() || status.is_server_error())).then_some((before, status))
}

/// The same answer as a problem with all headers. The connection ends with it.
fn dressed(status: StatusCode) -> Bytes {
    let code = match status {
        StatusCode::REQUEST_TIMEOUT => Code::RequestTooSlow,
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => Code::HeadersTooLarge,
        status if status.is_server_error() => Code::Internal,
        _ => Code::MalformedRequest,
    };
    tracing::info!(target: "varta::request", status = status.as_u16(), "refused before it was read");
    let mut response = Problem::new(code).error_response();
    headers::complete(response.headers_mut());
    let mut head = format!("HTTP/1.1 {}\r\nconnection: close\r\n", response.status()).into_bytes();
    for (name, value) in response.headers() {
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    let body = response.into_body().try_into_bytes().unwrap_or_default();
    head.extend_from_slice(format!("content-length: {}\r\n\r\n", body.len()).as_bytes());
    head.extend_from_slice(&body);
    head.into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const BARE: &str = "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\
                        date: Tue, 24 Nov 2026 06:05:34 GMT\r\n\r\n";

    #[test]
    fn a_bare_answer_is_found_also_behind_another_one() {
        let (before, status) = bare(BARE.as_bytes()).unwrap();
        assert_eq!((before, status), (&b""[..], StatusCode::BAD_REQUEST));
        let other = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
        let both = format!("{other}{BARE}");
        assert_eq!(bare(both.as_bytes()).unwrap().0, other.as_bytes());
    }

    #[test]
    fn an_answer_of_ours_goes_out_as_it_is() {
        let ours = "HTTP/1.1 303 See Other\r\ncontent-length: 0\r\nlocation: /\r\n\r\n";
        assert!(bare(ours.as_bytes()).is_none());
        assert!(bare(BARE.replace("400 Bad Request", "200 OK").as_bytes()).is_none());
        assert!(bare(b"0\r\n\r\n").is_none());
        assert!(bare(&dressed(StatusCode::BAD_REQUEST)).is_none());
    }
}
