//! The pulse: now, second by second, and whether anybody is there to see it.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::session::SessionFacts;
use crate::browser::attention::busy_with;
use crate::browser::clock;
use crate::browser::environment::{is_hidden, is_offline};
use crate::dynamic::{Derived, Held, derived, held};
use crate::markup::Node;
use crate::model::schedule::Pause;
use crate::model::time::Instant;

/// The time and the circumstances, as signals.
#[derive(Clone, Copy)]
pub struct Pulse {
    facts: SessionFacts,
    /// By the browser's clock: what the relay's is to it may be learnt in between.
    now: Held<Instant>,
    hidden: Held<bool>,
    offline: Held<bool>,
    busy: Held<Option<Pause>>,
    /// The panel's element, in which the pulse looks for what the user is busy with.
    pub panel: Node,
}

impl Pulse {
    /// Starts the pulse; it stops with its owner. It rests while the page is hidden, and beats at once when the
    /// page is seen again or the network is back, so that whatever waited for it goes on.
    pub fn start(facts: SessionFacts) -> Self {
        let pulse = Self {
            facts,
            now: held(clock::now()),
            hidden: held(is_hidden()),
            offline: held(is_offline()),
            busy: held(None),
            panel: Node::new(),
        };
        let listeners = [
            window_event_listener(ev::visibilitychange, move |_| pulse.look_around()),
            window_event_listener(ev::online, move |_| pulse.look_around()),
            window_event_listener(ev::offline, move |_| pulse.look_around()),
        ];
        let timer = set_interval_with_handle(move || pulse.beat(), Duration::from_secs(1));
        on_cleanup(move || {
            listeners.into_iter().for_each(WindowListenerHandle::remove);
            if let Ok(timer) = timer {
                timer.clear();
            }
        });
        pulse
    }

    /// Now by the relay's clock, tracked: changes every second while the page is seen.
    pub fn now(self) -> Instant {
        self.facts.relay_time(self.now.get())
    }

    /// The minute that has begun: for what would cost too much every second.
    pub fn minute(self) -> Derived<Instant> {
        derived(move || self.now().div_euclid(60) * 60)
    }

    /// Whether the page is hidden, tracked.
    pub fn is_hidden(self) -> bool {
        self.hidden.get()
    }

    /// Whether there is no network, tracked.
    pub fn is_offline(self) -> bool {
        self.offline.get()
    }

    /// What the user is busy with, tracked.
    pub fn busy(self) -> Option<Pause> {
        self.busy.get()
    }

    fn look_around(self) {
        self.hidden.set(is_hidden());
        self.offline.set(is_offline());
        self.beat();
    }

    fn beat(self) {
        self.facts.watch_clock();
        if !self.hidden.get_untracked() {
            let busy = self.panel.element().and_then(|panel| busy_with(&panel));
            if busy != self.busy.get_untracked() {
                self.busy.set(busy);
            }
            self.now.set(clock::now());
        }
    }
}
