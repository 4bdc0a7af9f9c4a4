//! Moving the focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, window};

/// Gives the focus to the first field of the form that an event came from: where the reader of its errors begins.
pub fn first_field(event: &Event) {
    let form = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    give(form.and_then(|form| form.query_selector("input").ok().flatten()));
}

/// Hands the focus on if something that is about to leave has it: to the nearest place around it that can have it, and
/// there to the table if there is one. Without this it would fall back to the start of the page.
pub fn hand_on(leaving: &str) {
    let leaving = focused().and_then(|focused| focused.closest(leaving).ok().flatten());
    let place = leaving.and_then(|leaving| leaving.parent_element()?.closest("[tabindex]").ok().flatten());
    let Some(place) = place else { return };
    let table = place.query_selector(":scope > .table-region").ok().flatten();
    give(table.or(Some(place)));
}

/// The element that has the focus, within a shadow root too.
fn focused() -> Option<Element> {
    let mut focused = window()?.document()?.active_element()?;
    while let Some(inner) = focused.shadow_root().and_then(|root| root.active_element()) {
        focused = inner;
    }
    Some(focused)
}

fn give(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that can't be focused is gone, and whatever it stood in with it.
        let _ = element.focus();
    }
}
