//! The headers that every answer of the public port carries, whatever it is.

use axum::{extract::Request, response::Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::{app::App, around::Around, config::Origin};

/// What doesn't depend on any setting. No feature of the browser that the panel doesn't use is left on, for the panel
/// or for whatever might be injected into it.
const FIXED: [(HeaderName, HeaderValue); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];

/// The content security policy: the panel's own files, WebAssembly, its own API, and the listed origins' pages around
/// it. The origins hold nothing but scheme, host and port, so the policy is always a valid header.
pub(crate) fn content_security_policy(frame_ancestors: &[Origin]) -> Result<HeaderValue, http::Error> {
    let mut policy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' \
                      data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'self'"
            .to_owned();
    for origin in frame_ancestors {
        policy.push(' ');
        policy.push_str(&origin.to_string());
    }
    Ok(HeaderValue::try_from(policy)?)
}

/// Takes the length from a 304: the framework writes that of the empty body, which would be taken for the file's.
pub(crate) fn without_false_length(mut response: Response) -> Response {
    if response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().remove(header::CONTENT_LENGTH);
    }
    response
}

/// Says that no other answer will come on the same connection.
pub(crate) fn last(mut response: Response) -> Response {
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Adds them to every answer.
pub(crate) struct Secure;

impl Around for Secure {
    fn before(_: &mut Request, _: &App) -> Self {
        Self
    }

    fn after(self, response: &mut Response, app: &App) {
        add(response.headers_mut(), app);
    }
}

/// Adds them to one answer. One that doesn't say how long it may be kept must not be kept.
pub(crate) fn add(headers: &mut HeaderMap, app: &App) {
    // These, and what comes after them: identifier, length and date.
    headers.reserve(FIXED.len() + 5);
    headers.insert(header::CONTENT_SECURITY_POLICY, app.content_security_policy().clone());
    headers.extend(FIXED);
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
