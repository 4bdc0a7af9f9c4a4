//! The place that the panel stands in: a page of its own, or something that a host gave it.

use leptos::ev;
use leptos::prelude::*;

use crate::browser::address::{self, History};
use crate::browser::environment;
use crate::browser::host::Host;

/// A page of its own, or a host. Copies are handles to the same place.
#[derive(Clone, Copy)]
pub struct Place {
    host: StoredValue<Option<Host>, LocalStorage>,
    owns_page: bool,
}

impl Place {
    /// A place with a host, which keeps the view and is told of what happens; without one the page's own address
    /// keeps it. Unless the panel owns the page, nothing of it is read or changed.
    pub fn new(host: Option<Host>, owns_page: bool) -> Self {
        Self { host: StoredValue::new_local(host), owns_page }
    }

    /// The host, unless the panel is a page of its own or gone.
    pub fn host(self) -> Option<Host> {
        self.host.try_get_value().flatten()
    }

    /// Whether there is nothing but the panel in the page.
    pub fn owns_page(self) -> bool {
        self.owns_page
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
        if self.host().is_none() {
            let listener = window_event_listener(ev::popstate, move |_| back());
            on_cleanup(move || listener.remove());
        }
    }

    /// Tells the page which language it is in. A host's page is in the host's.
    pub fn speak(self, tag: &str) {
        if self.owns_page {
            environment::set_document_language(tag);
        }
    }
}
