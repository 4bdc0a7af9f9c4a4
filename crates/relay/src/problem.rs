//! Turns every failure into a problem document (RFC 9457), whoever made it: a handler, a guard, the framework or a
//! panic.

use std::{any::Any, sync::Arc};

use axum::{
    body::Body,
    extract::Request,
    response::{IntoResponse, Response},
};
use contract::Problem;
use http::{HeaderValue, StatusCode, header, response::Parts};
use vendor::Code;

use crate::{
    app::App,
    around::Around,
    error::Error,
    headers,
    request_id::{self, RequestId},
    telemetry::metrics::Port,
};

/// Renders failures, under the identifier of their request. A response that is neither a success nor a redirection and
/// doesn't say which [`Error`] it is was made by the framework, and is told by its status.
pub(crate) struct Rendered(RequestId);

impl Around for Rendered {
    fn before(request: &mut Request, _: &App) -> Self {
        Self(RequestId::of(request))
    }

    fn after(self, response: &mut Response, app: &App) {
        let status = response.status();
        if status.is_client_error() || status.is_server_error() {
            render(response, &self.0, app);
        }
    }
}

fn render(response: &mut Response, id: &RequestId, app: &App) {
    let error = match response.extensions().get::<Arc<Error>>() {
        Some(error) => Arc::clone(error),
        None => Arc::new(framework_error(response.status())),
    };
    let problem = describe(&error, id, app.base().as_str());
    // Headers that belong to the failure, `Allow` above all, stay; those of the body that is replaced go.
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Some(seconds) = problem.retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Error::Unauthenticated { challenge, .. } = *error {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    }
    *response.status_mut() =
        StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    *response.body_mut() = Body::from(serde_json::to_vec(&problem).unwrap_or_default());
    response.extensions_mut().insert(error);
}

/// What a panic in a handler becomes. Its text goes to the panic hook's log line only.
pub(crate) fn from_panic(_: Box<dyn Any + Send>) -> Response {
    Error::Internal("a handler panicked".to_owned()).into_response()
}

/// The answer to what never became a request, so that no layer will touch it: what the layers would have made of it,
/// without a length and without a date.
pub(crate) fn outside_of_layers(error: &Error, app: &App, port: Port) -> (Parts, Vec<u8>) {
    let id = RequestId::generate();
    let problem = describe(error, &id, app.base().as_str());
    app.metrics().no_request(port, problem.kind);
    let (kind, error) = (problem.kind.name(), error.log_words());
    tracing::info!(status = problem.status, kind, error, request_id = id.as_str(), "no request");
    let (mut parts, ()) = Response::new(()).into_parts();
    parts.status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::BAD_REQUEST);
    headers::add(&mut parts.headers, app);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    parts.headers.insert(request_id::HEADER, id.into_value());
    (parts, serde_json::to_vec(&problem).unwrap_or_default())
}

fn framework_error(status: StatusCode) -> Error {
    match status {
        StatusCode::NOT_FOUND => Error::NotFound(None),
        StatusCode::METHOD_NOT_ALLOWED => Error::MethodNotAllowed,
        _ => Error::Internal(format!("the framework answered HTTP {}", status.as_u16())),
    }
}

fn describe(error: &Error, id: &RequestId, base: &str) -> Problem {
    let kind = error.kind();
    let (vendor_code, vendor_reason) = match error {
        // About key, address and clock of this installation only its operator is told more, by the log.
        Error::Refused {
            code: code @ (Code::Authentication | Code::IpRestricted | Code::TimestampExpired),
            ..
        } => (Some(code.number()), None),
        Error::Refused { code, reason } => (Some(code.number()), reason.clone()),
        _ => (None, None),
    };
    Problem {
        type_uri: format!("{base}problems/{}", kind.name()),
        title: error.title().to_owned(),
        status: kind.status(),
        kind,
        request_id: id.as_str().to_owned(),
        detail: error.detail().map(str::to_owned),
        vendor_code,
        vendor_reason,
        retry_after: error.retry_after(),
        errors: if let Error::InvalidRequest(errors) = error { errors.clone() } else { Vec::new() },
    }
}
