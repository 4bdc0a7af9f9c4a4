//! The view as a signal, and the address, or the host, that follows it.

use leptos::prelude::*;

use super::place::Place;
use super::session::SessionFacts;
use crate::browser::address::History;
use crate::dynamic::{Held, held};
use crate::model::view::{Dropped, Parsed, View};

/// The view, and the only ways to change it.
#[derive(Clone, Copy)]
pub struct Navigation {
    parsed: Held<Parsed>,
    facts: SessionFacts,
    place: Place,
}

impl Navigation {
    /// The view of the page's address, which Back and Forward change too, or the host's. Settings that are remembered are
    /// written into the address where it lacks them; in a host's page the host says how the panel is to look.
    pub fn new(facts: SessionFacts, place: Place, remembered: &str) -> Self {
        let query = place.query();
        let mut first = View::parse(&query);
        if place.owns_page() && first.fill(&query, remembered) {
            let zone = untrack(|| facts.zone(first.view.zone));
            place.keep(&first.view.to_query(zone), History::Replace);
        }
        let navigation = Self { parsed: held(first), facts, place };
        place.on_back(move || navigation.follow(&place.query()));
        navigation
    }

    /// Goes where somebody else leads, who knows it already.
    pub fn follow(self, query: &str) {
        let parsed = View::parse(query);
        if self.parsed.with_untracked(|before| *before != parsed) {
            self.parsed.set(parsed);
        }
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
        self.place.keep(&view.to_query(zone), how);
        // The address is made anew: what it said before that could not be used is gone from it.
        self.parsed.set(Parsed { view, dropped: Vec::new() });
    }
}
