//! The page's address, where the view is kept.

use wasm_bindgen::JsValue;
use web_sys::window;

/// The query string, without its question mark.
pub fn query() -> String {
    let search = window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    search.trim_start_matches('?').to_owned()
}

/// The whole address, for a link.
pub fn link() -> String {
    window().and_then(|window| window.location().href().ok()).unwrap_or_default()
}

/// How a new address goes into the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// As an entry of its own: Back leads to the address before.
    Push,
    /// In the place of the present one.
    Replace,
}

/// Puts a query string into the address.
pub fn set_query(query: &str, how: History) {
    let Some(window) = window() else { return };
    let path = window.location().pathname().unwrap_or_default();
    let url = if query.is_empty() { path } else { format!("{path}?{query}") };
    let Ok(history) = window.history() else { return };
    // A browser that was asked too often refuses; the view is right all the same, only the address lags behind.
    let _ = match how {
        History::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&url)),
        History::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&url)),
    };
}
