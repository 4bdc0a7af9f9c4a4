//! The panel's files.

use std::sync::Arc;

use axum::{extract::State, response::Response};
use http::HeaderMap;

use crate::{assets::File, error::Error};

/// Answers with a file. Each has a route of its own, so there is no path to be interpreted here.
pub(crate) async fn file(State(file): State<Arc<File>>, headers: HeaderMap) -> Response {
    file.answer(&headers)
}

/// Answers in the page's place when the binary was built without the panel.
pub(crate) async fn not_built() -> Error {
    Error::NotFound(Some("The panel was not built into this relay. `cargo xtask run` builds both."))
}
