//! What a supervisor asks: whether the relay lives, and whether it should be sent requests.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use axum::extract::State;
use http::StatusCode;

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
