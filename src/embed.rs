//! The panel in a page's hands: what `boot.js` calls for a page of its own, and `recall-tasks.js` for an element in
//! somebody else's.
//!
//! One module, one instance: each call of [`mount`] makes a panel with a state of its own.

mod report;

use std::cell::Cell;
use std::rc::Rc;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::api::Relay;
use crate::app::app;
use crate::browser::early::Early;
use crate::browser::host::Host;
use crate::state::desk::{Desk, Title};
use crate::state::place::Place;

/// A panel that stands in a page, until it is freed.
#[wasm_bindgen]
pub struct Panel {
    desk: Desk,
    relay: Relay,
    // All that the panel made ends with it.
    _mounted: UnmountHandle<AnyViewState>,
}

/// Draws a panel into an element. It asks the relay that serves the folder `base`, which ends with a slash, and sends
/// `headers` along: names and values in turn. `owns_page` says that the document has nothing but the panel in it, and
/// `early` what was asked ahead for it.
#[wasm_bindgen]
pub fn mount(
    element: HtmlElement,
    base: String,
    headers: Vec<String>,
    host: Option<Host>,
    owns_page: bool,
    early: Option<Early>,
) -> Panel {
    let relay = Relay::at(base, early);
    relay.send_along(headers);
    let (asked, made) = (relay.clone(), Rc::new(Cell::new(None)));
    let drawn = Rc::clone(&made);
    let mounted = mount_to(element, move || {
        let desk = Desk::new(asked, Place::new(host, owns_page));
        report::report(desk);
        drawn.set(Some(desk));
        app(desk)
    });
    let Some(desk) = made.get() else { unreachable!("what is mounted was drawn") };
    Panel { desk, relay, _mounted: mounted }
}

#[wasm_bindgen]
impl Panel {
    /// Goes to a view that the host chose.
    pub fn follow(&self, query: &str) {
        self.desk.navigation.follow(query);
    }

    /// Asks for the rows again.
    pub fn refresh(&self) {
        self.desk.loader.refresh();
    }

    /// Lets the rows be refreshed by the clock, or not.
    pub fn pause(&self, paused: bool) {
        self.desk.paused.set(paused);
    }

    /// Sets the level of the panel's heading in the host's page, 0 for none, and the panel's name.
    pub fn entitle(&self, level: u8, name: String) {
        self.desk.title.set(Title { level, name });
    }

    /// Sends other headers along from now on: names and values in turn.
    #[wasm_bindgen(js_name = sendAlong)]
    pub fn send_along(&self, headers: Vec<String>) {
        self.relay.send_along(headers);
    }
}
