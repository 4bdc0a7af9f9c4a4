//! What the browser says about itself and its user.

use web_sys::window;

/// Whether nobody can see the page.
pub fn is_hidden() -> bool {
    window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}

/// Whether the browser knows that it has no network. It does not always know.
pub fn is_offline() -> bool {
    window().is_some_and(|window| !window.navigator().on_line())
}

/// The languages that the user prefers, best first.
pub fn preferred_languages() -> Vec<String> {
    window()
        .map(|window| window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect())
        .unwrap_or_default()
}

/// Tells the browser and screen readers which language the page is in.
pub fn set_document_language(tag: &str) {
    if let Some(root) = window().and_then(|window| window.document()).and_then(|doc| doc.document_element()) {
        // Only a tag that is no text could fail here.
        let _ = root.set_attribute("lang", tag);
    }
}
