//! What the user is busy with in the panel, as far as new rows would disturb it.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{Element, Selection};

use crate::model::schedule::Pause;

/// What is busied with in the panel of this element, looked for in what is drawn: whoever draws a menu need not say so.
pub fn busy_with(panel: &Element) -> Option<Pause> {
    let has = |selector: &str| panel.query_selector(selector).is_ok_and(|found| found.is_some());
    if has("[role=menu]") {
        Some(Pause::WhileMenu)
    } else if has(".custom-range :focus, .segment[aria-expanded=true][aria-pressed=false]") {
        Some(Pause::WhileRange)
    } else {
        has_selection(panel).then_some(Pause::WhileSelected)
    }
}

/// Whether text of the panel is selected. Within a shadow root only the root itself knows, where it knows at all.
fn has_selection(panel: &Element) -> bool {
    let root = panel.get_root_node();
    let ask =
        Reflect::get(&root, &"getSelection".into()).ok().and_then(|ask| ask.dyn_into::<Function>().ok());
    let selection = ask.and_then(|ask| ask.call0(&root).ok()?.dyn_into::<Selection>().ok());
    selection.is_some_and(|selection| {
        !selection.is_collapsed() && panel.contains(selection.anchor_node().as_ref())
    })
}
