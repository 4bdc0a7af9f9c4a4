//! The description of the API, for programs and for people who write them.

use axum::extract::State;
use serde_json::Value;

use super::json::Json;
use crate::{app::App, openapi::document};

/// Answers with the document of this installation.
pub(crate) async fn openapi(State(app): State<App>) -> Json<Value> {
    Json(document(app.base(), &app.access().auth))
}
