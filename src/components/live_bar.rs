//! How fresh the rows are, and who decides when they are asked for again.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::select::select;
use crate::dynamic::{Derived, attribute, class_while, derived, flag, part, text};
use crate::locales::Locale;
use crate::markup::{El, button, el};
use crate::model::schedule::Pause;
use crate::model::time::Instant;
use crate::model::view::Refresh;

/// How things stand with the refreshing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveState {
    /// When the vendor gave the rows, once there are any.
    pub fetched_at: Option<Instant>,
    /// Whether they are older ones because the relay could not ask the vendor again.
    pub stale: bool,
    /// Why nothing is asked for by itself.
    pub pause: Option<Pause>,
    /// The interval.
    pub interval: Refresh,
}

/// The controls over the data's freshness. `on_pause` gets whether to pause.
pub fn live_bar(
    live: Derived<LiveState>,
    now: Derived<Instant>,
    on_refresh: Callback<()>,
    on_pause: Callback<bool>,
    on_interval: Callback<Refresh>,
    words: &'static Locale,
) -> El {
    let w = &words.live;
    let age = move || {
        let LiveState { fetched_at, stale, .. } = live.get();
        let Some(fetched_at) = fetched_at else { return String::new() };
        let ago = (words.ago)(now.get() - fetched_at);
        if stale { (w.stale)(&ago) } else { (w.updated)(&ago) }
    };
    let reason = move || {
        let LiveState { pause, interval, .. } = live.get();
        let reason = pause.filter(|_| interval != Refresh::Off);
        reason.map(|reason| el("span").class("live-pause").child((w.paused)(reason)))
    };
    let intervals = move || {
        Refresh::ALL.iter().map(|&interval| (interval.name(), (w.interval)(interval).to_owned())).collect()
    };
    let choose = move |name: String| {
        if let Some(interval) = Refresh::from_name(&name) {
            on_interval.run(interval);
        }
    };
    el("div")
        .class("live-bar")
        .child(el("p").class(class_while("live-age", "stale", move || live.get().stale)).child(text(age)))
        .child(
            button("button")
                .attr("title", w.refresh_now)
                .on_click(move || on_refresh.run(()))
                .child(icon(Icon::Refresh))
                .child(el("span").class("button-label").child(w.refresh_now)),
        )
        .child(select(
            w.auto_refresh,
            derived(intervals),
            derived(move || live.get().interval.name()),
            Callback::new(choose),
        ))
        .child(pause_button(live, on_pause, words))
        // Behind the controls, which must not move when it comes and goes.
        .child(part(reason))
}

fn pause_button(live: Derived<LiveState>, on_pause: Callback<bool>, words: &'static Locale) -> El {
    let w = &words.live;
    let is_paused = derived(move || live.get().pause == Some(Pause::ByUser));
    let label = move || attribute(move || if is_paused.get() { w.resume } else { w.pause });
    button("button square")
        .attr("aria-label", label())
        .attr("title", label())
        .attr("disabled", flag(move || live.get().interval == Refresh::Off))
        .on_click(move || on_pause.run(!is_paused.get_untracked()))
        .child(part(move || icon(if is_paused.get() { Icon::Play } else { Icon::Pause })))
}
