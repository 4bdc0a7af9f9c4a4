//! The place that the panel stands in: a page of its own, or something that a host gave it.

use leptos::ev;
use leptos::prelude::*;

use crate::browser::address::{self, History};
use crate::browser::environment;
use crate::browser::host::Host;

/// A page of its own, or a host. Copies are handles to the same place.
#[derive(Clone, Copy)]
pub struct Place(StoredValue<Option<Host>, LocalStorage>);

impl Place {
    /// The page's own address keeps the view, and nobody else is told of anything.
    pub fn page() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// The host keeps the view. The page around it is not ours: nothing of it is read or changed.
    pub fn within(host: Host) -> Self {
        Self(StoredValue::new_local(Some(host)))
    }

    /// The host, unless the panel is a page of its own or gone.
    pub fn host(self) -> Option<Host> {
        self.0.try_get_value().flatten()
    }

    /// Whether the panel is a page of its own.
    pub fn is_page(self) -> bool {
        self.host().is_none()
    }

    /// The view that the panel is to show, as a query string.
    pub fn query(self) -> String {
        self.host().map_or_else(address::query, |host| host.query())
    }

    /// Keeps a view.
    pub fn keep(self, query: &str, how: History) {
        match self.host() {
            Some(host) => host.moved(query, how == History::Push),
            None => address::set_query(query, how),
        }
    }

    /// A link to what is shown.
    pub fn link(self) -> String {
        self.host().map_or_else(address::link, |host| host.link())
    }

    /// Calls `back` whenever Back and Forward led to another view. A host says so itself.
    pub fn on_back(self, back: impl Fn() + 'static) {
        if self.is_page() {
            let listener = window_event_listener(ev::popstate, move |_| back());
            on_cleanup(move || listener.remove());
        }
    }

    /// Tells the page which language it is in. A host's page is in the host's.
    pub fn speak(self, tag: &str) {
        if self.is_page() {
            environment::set_document_language(tag);
        }
    }
}
