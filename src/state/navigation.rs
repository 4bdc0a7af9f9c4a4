//! The view as a signal, and the address that follows it.

use leptos::ev;
use leptos::prelude::*;

use super::session::SessionFacts;
use crate::browser::address::{self, History};
use crate::dynamic::{Held, held};
use crate::model::view::{Dropped, Parsed, View};

/// The view, and the only ways to change it.
#[derive(Clone, Copy)]
pub struct Navigation {
    parsed: Held<Parsed>,
    facts: SessionFacts,
}

impl Navigation {
    /// The view of the page's address, which Back and Forward change too.
    pub fn from_address(facts: SessionFacts) -> Self {
        let parsed = held(View::parse(&address::query()));
        let listener =
            window_event_listener(ev::popstate, move |_| parsed.set(View::parse(&address::query())));
        on_cleanup(move || listener.remove());
        Self { parsed, facts }
    }

    /// The view, tracked.
    pub fn get(self) -> View {
        self.parsed.with(|parsed| parsed.view.clone())
    }

    /// A part of the view, tracked.
    pub fn with<T>(self, read: impl FnOnce(&View) -> T) -> T {
        self.parsed.with(|parsed| read(&parsed.view))
    }

    /// The view, untracked.
    pub fn current(self) -> View {
        self.parsed.with_untracked(|parsed| parsed.view.clone())
    }

    /// What the address said that could not be used, tracked.
    pub fn dropped(self) -> Vec<Dropped> {
        self.parsed.with(|parsed| parsed.dropped.clone())
    }

    /// Forgets what could not be used.
    pub fn dismiss_dropped(self) {
        self.parsed.update(|parsed| parsed.dropped.clear());
    }

    /// Goes to a view that Back should lead away from: another filter, another page, an open task.
    pub fn go(self, view: View) {
        self.change(view, History::Push);
    }

    /// Goes to a view that is no place of its own: a setting, or a page number put right.
    pub fn adjust(self, view: View) {
        self.change(view, History::Replace);
    }

    fn change(self, view: View, how: History) {
        if self.parsed.with_untracked(|parsed| parsed.view == view) {
            return;
        }
        let zone = untrack(|| self.facts.zone(view.zone));
        address::set_query(&view.to_query(zone), how);
        // The address is made anew: what it said before that could not be used is gone from it.
        self.parsed.set(Parsed { view, dropped: Vec::new() });
    }
}
