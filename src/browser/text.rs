//! What the browser knows about texts.

use js_sys::JsString;

/// Writes a text in lower case.
pub fn lower(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}
