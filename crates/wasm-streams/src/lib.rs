//! In the place of `wasm-streams`, which the panel has no use for.
//!
//! Leptos depends on it through its server functions. The panel has none of them, but what `wasm-streams` exports to
//! JavaScript can't be left out by any linker: 3.8 KB after Brotli that each user would load for nothing. So the workspace
//! puts this crate in its place, which has the same names as far as they are used, and streams without anything in them.

use futures_util::Stream;
use futures_util::stream::{self, Empty};
use wasm_bindgen::{JsCast, JsValue};

/// A stream of the browser.
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Takes a stream of the browser.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// No stream, whatever there is to be read.
    pub fn from_stream(stream: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        drop(stream);
        Self(JsValue::UNDEFINED.unchecked_into())
    }

    /// Gives the stream of the browser back.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Nothing to be read, whatever there is.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        stream::empty()
    }
}
