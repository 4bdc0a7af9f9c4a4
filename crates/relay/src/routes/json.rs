//! JSON as the body of a success.

use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderValue, header};
use serde::Serialize;

use crate::error::Error;

/// Answers with JSON that is written already.
pub(crate) struct Written(pub(crate) Bytes);

impl IntoResponse for Written {
    fn into_response(self) -> Response {
        ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], self.0).into_response()
    }
}

/// Answers with a value's JSON.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(body) => Written(body.into()).into_response(),
            Err(error) => Error::Internal(format!("an answer can't be written: {error}")).into_response(),
        }
    }
}
