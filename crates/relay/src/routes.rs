//! What answers a request, once the guards have let it in. Handlers only bring things together: they refuse nothing,
//! write no headers and call nobody but [`upstream`](crate::upstream).

mod json;
pub(crate) mod openapi;
pub(crate) mod panel;
pub(crate) mod query_page;
pub(crate) mod session;

use axum::response::Redirect;
use http::Uri;

use crate::error::Error;

/// Whatever has no route.
pub(crate) async fn not_found() -> Error {
    Error::NotFound(None)
}

/// Whatever has a route, but not for this method.
pub(crate) async fn method_not_allowed() -> Error {
    Error::MethodNotAllowed
}

/// The base path without the slash at its end goes to the one with it; the query, which is all the panel's state,
/// goes along.
pub(crate) async fn add_slash(uri: Uri) -> Redirect {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::permanent(&format!("{}/{query}", uri.path()))
}
