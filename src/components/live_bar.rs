//! How fresh the rows are, and who decides when they are asked for again.

use super::icon::{Icon, icon};
use super::select::select;
use crate::dynamic::{Callback, Derived, attribute, class_while, derived, flag, part, text, while_said};
use crate::locales::Locale;
use crate::markup::{Child, El, button, el};
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
    /// When the rows are asked for again after a failure.
    pub retry_at: Option<Instant>,
    /// The number of new tasks that wait to be shown; 0 if rows only changed places.
    pub waiting: Option<i64>,
}

/// The controls over the data's freshness. `on_pause` gets whether to pause.
pub fn live_bar(
    live: Derived<LiveState>,
    now: Derived<Instant>,
    on_refresh: Callback<()>,
    on_pause: Callback<bool>,
    on_interval: Callback<Refresh>,
    on_show: Callback<()>,
    words: &'static Locale,
) -> El {
    let w = &words.live;
    let age = move || {
        let LiveState { fetched_at, stale, .. } = live.get();
        let Some(fetched_at) = fetched_at else { return String::new() };
        let ago = (words.ago)(now.get() - fetched_at);
        if stale { (w.stale)(&ago) } else { (w.updated)(&ago) }
    };
    let reason = derived(move || {
        let LiveState { pause, interval, retry_at, .. } = live.get();
        match pause.filter(|_| interval != Refresh::Off) {
            Some(pause) => Some((w.paused)(pause).to_owned()),
            None => retry_at.map(|at| (w.trying_again)(at - now.get())),
        }
    });
    let intervals = move || {
        Refresh::ALL.iter().map(|&interval| (interval.name(), (w.interval)(interval).to_owned())).collect()
    };
    let choose = move |name: String| {
        if let Some(interval) = Refresh::from_name(&name) {
            on_interval.run(interval);
        }
    };
    let controls = el("div")
        .class("live-controls")
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
        .child(pause_button(live, on_pause, words));
    // What comes and goes has a place of its own, and moves nothing.
    let notes = el("div")
        .class("live-notes")
        .child(el("p").class(class_while("live-age", "stale", move || live.get().stale)).child(text(age)))
        .child(waiting_button(live, on_show, words))
        .child(while_said(reason, |words| el("span").class("live-reason").child(words)));
    el("div").class("live-bar").child(controls).child(notes)
}

/// The button that shows new tasks. Whoever presses it goes on in the table.
fn waiting_button(live: Derived<LiveState>, on_show: Callback<()>, words: &'static Locale) -> impl Child {
    let w = &words.live;
    let waiting = derived(move || live.get().waiting.map(w.waiting));
    while_said(waiting, move |words| {
        button("button news")
            .hand_on_focus(".news")
            .on_click(move || on_show.run(()))
            .child(icon(Icon::Up))
            .child(words)
    })
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
