//! One file of the panel in all its forms, and the answer to a request for it.

use axum::{body::Body, response::Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::{
    coding::{self, Coding},
    media_type,
};

/// The folder whose files are named after their content.
const CONTENT_NAMED: &str = "assets/";

/// One form of a file, plain or packed.
pub(super) struct Form {
    pub(super) bytes: Bytes,
    /// The strong validator of this form, in its quotes.
    pub(super) etag: Option<HeaderValue>,
}

/// A file.
pub(crate) struct File {
    media_type: HeaderValue,
    cache_control: HeaderValue,
    plain: Form,
    packed: [Option<Form>; Coding::ALL.len()],
}

impl File {
    /// A file with its plain form only. What is named after its content can be kept for ever; everything else has to
    /// be asked for again, at the price of a 304.
    pub(super) fn new(path: &str, plain: Form) -> Self {
        let content_named = path.starts_with(CONTENT_NAMED);
        let cache_control = if content_named { "public, max-age=31536000, immutable" } else { "no-cache" };
        Self {
            media_type: media_type::of_path(path),
            cache_control: HeaderValue::from_static(cache_control),
            plain,
            packed: Default::default(),
        }
    }

    /// Adds a packed form.
    pub(super) fn add(&mut self, coding: Coding, form: Form) {
        self.packed[coding as usize] = Some(form);
    }

    /// The answer to a request with these headers: the form that the caller likes best, or 304 if it has that.
    pub(crate) fn answer(&self, request: &HeaderMap) -> Response {
        let coding = coding::choose(request, |coding| self.packed[coding as usize].is_some());
        let form = coding.and_then(|coding| self.packed[coding as usize].as_ref()).unwrap_or(&self.plain);
        let known = form.etag.as_ref().is_some_and(|etag| is_known(request, etag));

        let mut response = Response::new(if known { Body::empty() } else { Body::from(form.bytes.clone()) });
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, self.cache_control.clone());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(etag) = &form.etag {
            headers.insert(header::ETAG, etag.clone());
        }
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(header::CONTENT_TYPE, self.media_type.clone());
        if let Some(coding) = coding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
        }
        response
    }
}

/// Whether `If-None-Match` names this form. The comparison is the weak one, as RFC 9110 asks.
fn is_known(request: &HeaderMap, etag: &HeaderValue) -> bool {
    let values = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known).as_bytes() == etag.as_bytes())
}
