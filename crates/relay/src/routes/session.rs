//! What the panel has to know about the relay before it asks anything else.

use axum::extract::State;
use contract::{MAX_PAGE_SIZE, MAX_WINDOW_ROWS, Session};

use super::json::Json;
use crate::{app::App, clock::rfc3339};

/// Answers with the relay's version, zone, bounds and time. `user` is null because whoever is on this machine is not
/// asked for a name.
pub(crate) async fn session(State(app): State<App>) -> Json<Session> {
    Json(Session {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        demo: app.is_demo(),
        vendor_utc_offset: app.utc_offset().to_string(),
        user: None,
        max_page_size: MAX_PAGE_SIZE,
        max_window_rows: MAX_WINDOW_ROWS,
        now: rfc3339(app.clock().now()),
    })
}
