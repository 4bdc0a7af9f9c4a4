//! What the panel has to know about the relay before it asks anything else.

use axum::extract::{Extension, State};
use contract::{MAX_PAGE_SIZE, MAX_WINDOW_ROWS, Session, User};

use super::json::Json;
use crate::{app::App, caller::Caller, clock::rfc3339};

/// Answers with the relay's version, zone, bounds and time, and with the caller's name, if callers are asked for one.
pub(crate) async fn session(State(app): State<App>, Extension(caller): Extension<Caller>) -> Json<Session> {
    Json(Session {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        demo: app.is_demo(),
        vendor_utc_offset: app.utc_offset().to_string(),
        user: caller.user.map(|user| User { name: user.as_str().to_owned() }),
        max_page_size: MAX_PAGE_SIZE,
        max_window_rows: MAX_WINDOW_ROWS,
        now: rfc3339(app.clock().now()),
    })
}
