//! Moving the focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// Gives the focus to the first field of the form that an event came from: where the reader of its errors begins.
pub fn first_field(event: &Event) {
    let form = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let field = form.and_then(|form| form.query_selector("input").ok().flatten());
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        // A field that can't be focused is gone, and the form with it.
        let _ = field.focus();
    }
}
