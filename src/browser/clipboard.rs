//! The clipboard.

use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Puts a text on the clipboard; `false` if the browser did not allow it (no secure context, no permission).
pub async fn copy(text: &str) -> bool {
    let Some(window) = window().filter(web_sys::Window::is_secure_context) else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}
