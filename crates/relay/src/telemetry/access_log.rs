//! The line that every request leaves.

use std::sync::Arc;

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use http::Method;

use super::Notes;
use crate::{clock::Stopwatch, error::Error, request_id::RequestId};

/// The layer that writes it, once the answer's head is ready. Paths are told by their route and methods by their
/// known names, so nothing that a caller made up gets into the line but the identifier and the user's name, which are
/// harmless: neither can end a line.
pub(crate) async fn write(mut request: Request, next: Next) -> Response {
    let stopwatch = Stopwatch::start();
    let id = RequestId::of(&request);
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let notes = Notes::default();
    request.extensions_mut().insert(notes.clone());

    let response = next.run(request).await;

    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    let status = response.status().as_u16();
    let duration_ms = (stopwatch.elapsed_ms() * 1_000.0).round() / 1_000.0;
    let (user, search_chars) = (notes.user(), notes.search_chars());
    let id = id.as_str();
    match response.extensions().get::<Arc<Error>>() {
        None => {
            tracing::info!(
                method,
                route,
                status,
                duration_ms,
                request_id = id,
                user,
                search_chars,
                "request"
            );
        }
        Some(error) => {
            let (kind, words) = (error.kind().name(), error.log_words());
            let error = words.as_str();
            // The vendor's words and a caller's keys can stand in the error; both formats escape a text.
            if status >= 500 {
                tracing::warn!(
                    method,
                    route,
                    status,
                    kind,
                    error,
                    duration_ms,
                    request_id = id,
                    user,
                    search_chars,
                    "request"
                );
            } else {
                tracing::info!(
                    method,
                    route,
                    status,
                    kind,
                    error,
                    duration_ms,
                    request_id = id,
                    user,
                    search_chars,
                    "request"
                );
            }
        }
    }
    response
}

fn known(method: &Method) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    KNOWN.into_iter().find(|known| *known == method.as_str()).unwrap_or("other")
}
