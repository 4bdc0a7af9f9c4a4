//! What a supervisor asks: whether the relay lives, whether it should be sent requests, and what it has counted.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header};

use crate::{app::App, telemetry::metrics};

/// Whether the relay takes requests: from when its port is bound until it is told to stop. An outage at the vendor
/// plays no part: restarting the relay or taking it out of service would not mend it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Readiness(Arc<AtomicBool>);

impl Readiness {
    /// Sets it for all clones.
    pub(crate) fn set(&self, ready: bool) {
        self.0.store(ready, Ordering::Relaxed);
    }
}

/// `GET /livez`.
pub(crate) async fn live() -> &'static str {
    "live\n"
}

/// `GET /readyz`.
pub(crate) async fn ready(State(readiness): State<Readiness>) -> (StatusCode, &'static str) {
    if readiness.0.load(Ordering::Relaxed) {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "stopping\n")
    }
}

/// `GET /metrics`.
pub(crate) async fn metrics(State(app): State<App>) -> Response {
    match app.metrics().render() {
        Ok(text) => ([(header::CONTENT_TYPE, metrics::CONTENT_TYPE)], text).into_response(),
        Err(error) => {
            tracing::warn!(%error, "the counters can't be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
