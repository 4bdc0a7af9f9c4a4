//! Moving the focus, and dialogs, which keep it.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, window};

/// Gives the focus to an element. One that can't have it is gone, and whatever it stood in with it.
pub fn element(element: &HtmlElement) {
    let _ = element.focus();
}

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

fn give(found: Option<Element>) {
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        element(&found);
    }
}

/// Opens a dialog over everything else, unless it is open.
pub fn open_dialog(element: &HtmlElement) {
    let dialog: &HtmlDialogElement = element.unchecked_ref();
    if !dialog.open() {
        // It can only fail where the element was taken out in between.
        let _ = dialog.show_modal();
    }
}

/// Closes a dialog.
pub fn close_dialog(element: &HtmlElement) {
    element.unchecked_ref::<HtmlDialogElement>().close();
}
