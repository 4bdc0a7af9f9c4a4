//! What the browser knows about texts.

use js_sys::JsString;

use crate::model::text::plainly_lower;

/// Writes a text in lower case. To hand each over to the browser and back would take most of the time of sorting.
pub fn lower(text: &str) -> String {
    plainly_lower(text).unwrap_or_else(|| JsString::from(text).to_lower_case().into())
}
