//! The HTTP library's own answers, made into problem documents like all others.
//!
//! What hyper can't read as a request it answers by itself, with a head and nothing else, and no layer gets to see
//! that. The stream is the only place left to change it. Every other answer of the public port carries a request's
//! identifier, and the admin port has none with these statuses, which is how they are known.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::{Buf, Bytes};
use http::StatusCode;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::stall::StallGuard;
use crate::{app::App, guard, problem, request_id, telemetry::metrics::Port};

/// A stream on which no bare refusal goes out.
pub(super) struct NothingBare {
    stream: StallGuard,
    app: App,
    port: Port,
    /// What is left to be written in a bare answer's place.
    instead: Option<Bytes>,
}

impl NothingBare {
    /// Watches over a stream.
    pub(super) fn new(stream: StallGuard, app: App, port: Port) -> Self {
        Self { stream, app, port, instead: None }
    }

    /// Writes `bytes` by `write`, or if they are a bare answer the full one, and then says that all of them, being
    /// `length`, were written.
    fn write_full(
        &mut self,
        cx: &mut Context<'_>,
        bytes: &[u8],
        length: usize,
        write: impl FnOnce(Pin<&mut StallGuard>, &mut Context<'_>) -> Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if self.instead.is_none() {
            self.instead = full(bytes, &self.app, self.port);
        }
        let Some(left) = &mut self.instead else { return write(Pin::new(&mut self.stream), cx) };
        while left.has_remaining() {
            let written = ready!(Pin::new(&mut self.stream).poll_write(cx, left))?;
            left.advance(written);
        }
        self.instead = None;
        Poll::Ready(Ok(length))
    }
}

/// The full answer in the place of a bare one; `None` if these bytes are no such thing.
fn full(bytes: &[u8], app: &App, port: Port) -> Option<Bytes> {
    // Most of what is written is no head at all, and is long.
    if !bytes.starts_with(b"HTTP/1.1 4") {
        return None;
    }
    let head = std::str::from_utf8(bytes).ok()?.strip_suffix("\r\n\r\n")?;
    let (line, fields) = head.split_once("\r\n")?;
    let status: StatusCode = line.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()?;
    let is_field = |name: &str| fields.lines().any(|field| field.starts_with(name));
    if is_field(request_id::HEADER.as_str()) || !is_field("content-length: 0") {
        return None;
    }
    let (parts, body) = problem::outside_of_layers(&guard::before_all(status)?, app, port);
    let mut answer = format!("HTTP/1.1 {}\r\ncontent-length: {}\r\n", parts.status, body.len()).into_bytes();
    for field in fields.lines().filter(|field| !field.starts_with("content-length")) {
        answer.extend_from_slice(format!("{field}\r\n").as_bytes());
    }
    for (name, value) in &parts.headers {
        answer.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    answer.extend_from_slice(b"\r\n");
    answer.extend_from_slice(&body);
    Some(answer.into())
}

impl AsyncRead for NothingBare {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for NothingBare {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.write_full(cx, bytes, bytes.len(), |stream, cx| stream.poll_write(cx, bytes))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        // A bare answer has nothing behind its head.
        let only = if let [only] = slices { &only[..] } else { &[] };
        self.write_full(cx, only, only.len(), |stream, cx| stream.poll_write_vectored(cx, slices))
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
