//! The name of a request: in its answer, in its problem document and in its log line.

use axum::{extract::Request, response::Response};
use http::{HeaderName, HeaderValue};

use crate::{app::App, around::Around, random};

/// The header that carries it, both ways.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The longest that a caller may choose, in characters.
const MAX_LENGTH: usize = 64;

/// 1 to 64 letters, digits, `-` and `_`.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(HeaderValue);

impl RequestId {
    /// The identifier of a request that came through its layer.
    pub(crate) fn of(request: &Request) -> Self {
        request.extensions().get::<Self>().cloned().unwrap_or_else(Self::generate)
    }

    /// The identifier as the header's value.
    pub(crate) fn into_value(self) -> HeaderValue {
        self.0
    }

    /// The identifier as text.
    pub(crate) fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }

    /// The caller's own choice, if it is a harmless one.
    fn chosen(request: &Request) -> Option<Self> {
        let mut values = request.headers().get_all(&HEADER).iter();
        let value = values.next().filter(|_| values.next().is_none())?;
        let harmless = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let bytes = value.as_bytes();
        ((1..=MAX_LENGTH).contains(&bytes.len()) && bytes.iter().all(harmless)).then(|| Self(value.clone()))
    }

    /// 16 random hex digits: enough to be alone in any log that is kept.
    pub(crate) fn generate() -> Self {
        let number = random::number();
        Self(HeaderValue::try_from(format!("{number:016x}")).unwrap_or(HeaderValue::from_static("0")))
    }
}

/// Gives every request its identifier and every answer the header.
impl Around for RequestId {
    fn before(request: &mut Request, _: &App) -> Self {
        let id = Self::chosen(request).unwrap_or_else(Self::generate);
        request.extensions_mut().insert(id.clone());
        id
    }

    fn after(self, response: &mut Response, _: &App) {
        response.headers_mut().insert(HEADER, self.0);
    }
}
