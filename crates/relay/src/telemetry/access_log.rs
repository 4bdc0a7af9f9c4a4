//! The line that every request leaves, and its place in the counters.

use std::sync::Arc;

use axum::{
    extract::{MatchedPath, Request},
    response::Response,
};
use http::Method;

use super::{Notes, metrics::Route};
use crate::{app::App, around::Around, clock::Stopwatch, error::Error, request_id::RequestId};

/// What the line will say of a request; it is written once the answer's head is ready. Paths are told by their route and
/// methods by their known names, so nothing that a caller made up gets into the line but the identifier and the user's
/// name, which are harmless: neither can end a line.
pub(crate) struct Line {
    stopwatch: Stopwatch,
    id: RequestId,
    method: &'static str,
    route: Option<MatchedPath>,
    notes: Notes,
}

/// In the place of a status, if the caller went away before there was one; nginx and others have it too.
const CALLER_GONE: u16 = 499;

impl Around for Line {
    fn before(request: &mut Request, app: &App) -> Self {
        let stopwatch = Stopwatch::start();
        app.metrics().signing_headers(request.headers());
        let notes = Notes::default();
        request.extensions_mut().insert(notes.clone());
        let route = request.extensions().get::<MatchedPath>().cloned();
        Self { stopwatch, id: RequestId::of(request), method: known(request.method()), route, notes }
    }

    fn after(self, response: &mut Response, app: &App) {
        let failure = response.extensions().get::<Arc<Error>>();
        self.write(response.status().as_u16(), failure.map(AsRef::as_ref), app);
    }

    fn abandoned(self, app: &App) {
        self.write(CALLER_GONE, None, app);
    }
}

impl Line {
    fn write(self, status: u16, failure: Option<&Error>, app: &App) {
        let Self { stopwatch, id, method, route, notes } = self;
        let seconds = stopwatch.elapsed_seconds();
        let counted = Route::of(route.as_ref().map(MatchedPath::as_str), app.base());
        app.metrics().request(counted, status, failure.map(Error::kind), seconds);

        let route = route.as_ref().map_or("none", MatchedPath::as_str);
        let duration_ms = (seconds * 1_000_000.0).round() / 1_000.0;
        let (user, search_chars) = (notes.user(), notes.search_chars());
        let id = id.as_str();
        // The vendor's words and a caller's keys can stand in the error; both formats escape a text.
        let words = failure.map(Error::log_words);
        let (kind, error) = (failure.map(|error| error.kind().name()), words.as_deref());
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

fn known(method: &Method) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    KNOWN.into_iter().find(|known| *known == method.as_str()).unwrap_or("other")
}
