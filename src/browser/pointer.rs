//! Where the pointer is.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent, PointerEvent};

/// Over which of so many equal parts of the listening element, side by side, the pointer is; beyond its ends it is
/// over the first or the last. The element's children must not catch the pointer.
pub fn part_below(event: &Event, parts: usize) -> Option<usize> {
    let width = usize::try_from(listener(event)?.client_width()).ok().filter(|width| *width > 0)?;
    let x = usize::try_from(event.dyn_ref::<MouseEvent>()?.offset_x()).unwrap_or(0);
    Some(x.min(width - 1) * parts / width)
}

/// Whether the pointer was pressed with its main button. From now on, up to its release, the listening element gets
/// what the pointer does, wherever it goes.
pub fn is_caught(event: &Event) -> bool {
    let pressed = event.dyn_ref::<PointerEvent>().filter(|event| event.button() == 0);
    let caught = pressed.zip(listener(event)).map(|(event, element)| {
        // A pointer that can't be caught has left already.
        element.set_pointer_capture(event.pointer_id()).is_ok()
    });
    caught == Some(true)
}

/// The class and the value of the button that was pressed, by pointer or key, within the listening element.
pub fn pressed(event: &Event) -> Option<(String, String)> {
    let button = event.target()?.dyn_into::<Element>().ok()?.closest("button").ok().flatten()?;
    Some((button.class_name(), button.get_attribute("value")?))
}

fn listener(event: &Event) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}
