//! Drawing a part of the panel into the page, finding its pieces as people do, and using them.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use leptos::mount::{UnmountHandle, mount_to};
use leptos::tachys::view::any_view::AnyViewState;
use recall_desk::dynamic::Callback;
use recall_desk::markup::Child;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, Event, EventInit, EventTarget, HtmlElement, HtmlInputElement, HtmlSelectElement,
};
use web_sys::{KeyboardEvent, KeyboardEventInit, Node, Window};

#[wasm_bindgen(module = "/tests/browser/stage.js")]
extern "C" {
    #[wasm_bindgen(js_name = settled)]
    fn promise_of_rest() -> js_sys::Promise;

    #[wasm_bindgen(js_name = event)]
    fn promise_of_event(target: &Element, name: &str) -> js_sys::Promise;

    /// Notes which nodes change below a node.
    pub type Watch;

    /// Begins to watch.
    #[wasm_bindgen(constructor)]
    pub fn new(node: &Node) -> Watch;
    #[wasm_bindgen(method)]
    fn changed(this: &Watch) -> Vec<Node>;
}

/// Waits until everything that was set going has come to rest.
pub async fn settled() {
    JsFuture::from(promise_of_rest()).await.unwrap();
}

/// Waits for an event that the browser dispatches in its own time. Listens from now on, not from the first poll on.
pub fn event(target: &Element, name: &str) -> impl Future<Output = ()> + use<> {
    let event = JsFuture::from(promise_of_event(target, name));
    async {
        event.await.unwrap();
        settled().await;
    }
}

/// The window.
pub fn window() -> Window {
    web_sys::window().unwrap()
}

/// The document.
pub fn document() -> Document {
    window().document().unwrap()
}

/// A part of the panel in a place of its own; dropping it takes both away.
pub struct Shown {
    mounted: Option<UnmountHandle<AnyViewState>>,
    place: HtmlElement,
}

/// Draws something and hands out what it is driven by.
pub fn show<C: Child, T: 'static>(draw: impl FnOnce() -> (C, T) + 'static) -> (Shown, T) {
    let place: HtmlElement = document().create_element("div").unwrap().dyn_into().unwrap();
    document().body().unwrap().append_child(&place).unwrap();
    let driven_by = Rc::new(OnceCell::new());
    let handed_out = Rc::clone(&driven_by);
    let mounted = mount_to(place.clone(), move || {
        let (view, driven_by) = draw();
        assert!(handed_out.set(driven_by).is_ok());
        view.into_child()
    });
    let driven_by = Rc::into_inner(driven_by).and_then(OnceCell::into_inner).unwrap();
    (Shown { mounted: Some(mounted), place }, driven_by)
}

impl Drop for Shown {
    fn drop(&mut self) {
        drop(self.mounted.take());
        self.place.remove();
    }
}

impl Shown {
    /// All elements that a selector finds.
    pub fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.place.query_selector_all(selector).unwrap();
        (0..found.length()).map(|at| found.get(at).unwrap().unchecked_into()).collect()
    }

    /// The one element that a selector finds.
    pub fn one(&self, selector: &str) -> Element {
        let [found] = self.all(selector).try_into().unwrap_or_else(|found: Vec<Element>| {
            panic!("{} of {selector} in “{}”", found.len(), self.text())
        });
        found
    }

    /// Everything that can be read.
    pub fn text(&self) -> String {
        text(&self.place)
    }

    /// The one button of a name.
    pub fn button(&self, name: &str) -> HtmlElement {
        let named = self.all("button").into_iter().filter(|button| self::name(button) == name);
        let [button] = named.collect::<Vec<_>>().try_into().unwrap_or_else(|found: Vec<Element>| {
            panic!("{} buttons “{name}” in “{}”", found.len(), self.text())
        });
        button.unchecked_into()
    }

    /// Whether a button is there but can't be pressed.
    pub fn is_disabled(&self, button: &str) -> bool {
        let button = self.button(button);
        button.has_attribute("disabled") || button.get_attribute("aria-disabled").as_deref() == Some("true")
    }

    /// The field of a label.
    pub fn field(&self, label: &str) -> HtmlInputElement {
        self.control(label).dyn_into().unwrap()
    }

    /// The select of a label.
    pub fn select(&self, label: &str) -> HtmlSelectElement {
        self.control(label).dyn_into().unwrap()
    }

    fn control(&self, label: &str) -> Element {
        let labelled = self.all("label").into_iter().filter(|element| {
            element.query_selector("span").unwrap().is_some_and(|words| text(&words) == label)
        });
        let named = self
            .all("input, select")
            .into_iter()
            .filter(|element| element.get_attribute("aria-label").is_some_and(|name| name == label));
        let within = labelled.filter_map(|label| label.query_selector("input, select").unwrap());
        within.chain(named).next().unwrap_or_else(|| panic!("no field “{label}”"))
    }
}

/// What can be read of an element.
pub fn text(element: &Element) -> String {
    element.text_content().unwrap_or_default()
}

/// The name of an element that people hear.
pub fn name(element: &Element) -> String {
    element.get_attribute("aria-label").unwrap_or_else(|| text(element).trim().to_owned())
}

/// The values of an attribute, element by element.
pub fn attributes(elements: &[Element], name: &str) -> Vec<Option<String>> {
    elements.iter().map(|element| element.get_attribute(name)).collect()
}

/// The texts of elements.
pub fn texts(elements: &[Element]) -> Vec<String> {
    elements.iter().map(text).collect()
}

/// Puts a value into a field as typing does.
pub fn type_into(field: &HtmlInputElement, value: &str) {
    field.set_value(value);
    tell(field, "input");
}

/// Puts a value into a field as typing and Enter do.
pub fn enter(field: &HtmlInputElement, value: &str) {
    type_into(field, value);
    tell(field, "change");
}

/// Dispatches an event that bubbles and can be prevented.
pub fn tell(target: &EventTarget, event: &str) {
    let options = EventInit::new();
    options.set_bubbles(true);
    options.set_cancelable(true);
    target.dispatch_event(&Event::new_with_event_init_dict(event, &options).unwrap()).unwrap();
}

/// Presses a key where the focus is.
pub fn press_key(key: &str) {
    press(key, false);
}

/// Presses a key together with Shift where the focus is.
pub fn press_key_with_shift(key: &str) {
    press(key, true);
}

fn press(key: &str, shift: bool) {
    let options = KeyboardEventInit::new();
    options.set_key(key);
    options.set_shift_key(shift);
    options.set_bubbles(true);
    options.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).unwrap();
    focused().dispatch_event(&event).unwrap();
}

/// The element that has the focus.
pub fn focused() -> Element {
    document().active_element().unwrap()
}

impl Watch {
    /// The places that changed since the last look: the cell around each changed node, or else its element.
    pub fn places(&self) -> Vec<Element> {
        let mut places: Vec<Element> = Vec::new();
        for node in self.changed() {
            let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element());
            let place = element.map(|element| element.closest("td").unwrap().unwrap_or(element));
            places.extend(place.filter(|place| !places.contains(place)).into_iter().collect::<Vec<_>>());
        }
        places
    }
}

/// What callbacks were called with, in order.
pub struct Heard<T>(Arc<Mutex<Vec<T>>>);

impl<T> Clone for Heard<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Send + Sync + 'static> Heard<T> {
    /// Nothing yet.
    pub fn nothing() -> Self {
        Self(Arc::default())
    }

    /// A callback that notes what it is called with.
    pub fn callback(&self) -> Callback<T> {
        let heard = self.clone();
        Callback::new(move |value| heard.0.lock().unwrap().push(value))
    }

    /// What was heard since the last look.
    pub fn take(&self) -> Vec<T> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}
