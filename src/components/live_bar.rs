//! How fresh the rows are, and who decides when they are asked for again.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::select::Select;
use crate::locales::Locale;
use crate::model::schedule::Pause;
use crate::model::time::Instant;
use crate::model::view::Refresh;

/// When the rows came, and whether they are older ones for want of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Freshness {
    /// When the vendor gave them.
    pub fetched_at: Instant,
    /// Whether the relay could not ask the vendor again.
    pub stale: bool,
}

/// How things stand with the refreshing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveState {
    /// How fresh the rows are, once there are any.
    pub freshness: Option<Freshness>,
    /// Why nothing is asked for by itself.
    pub pause: Option<Pause>,
    /// The interval.
    pub interval: Refresh,
}

/// The controls over the data's freshness.
#[component]
pub fn LiveBar(
    /// How things stand.
    live: Memo<LiveState>,
    /// Now.
    now: Memo<Instant>,
    /// Called when the user wants to ask now.
    on_refresh: Callback<()>,
    /// Called with whether to pause.
    on_pause: Callback<bool>,
    /// Called with the new interval.
    on_interval: Callback<Refresh>,
    /// The words.
    words: &'static Locale,
) -> impl IntoView {
    let w = &words.live;
    let age = move || {
        live.get().freshness.map(|Freshness { fetched_at, stale }| {
            let ago = (words.ago)(now.get() - fetched_at);
            if stale { (w.stale)(&ago) } else { (w.updated)(&ago) }
        })
    };
    let interval = Memo::new(move |_| live.get().interval);
    let paused_by_user = Memo::new(move |_| live.get().pause == Some(Pause::ByUser));
    let reason = Memo::new(move |_| live.get().pause.filter(|_| interval.get() != Refresh::Off).map(w.paused));
    let intervals: Vec<_> =
        Refresh::ALL.iter().map(|&interval| (interval.name(), (w.interval)(interval).to_owned())).collect();
    let choose = Callback::new(move |name: String| {
        if let Some(interval) = Refresh::from_name(&name) {
            on_interval.run(interval);
        }
    });
    view! {
        <div class="live-bar">
            <p class="live-age" class:stale=move || live.get().freshness.is_some_and(|fresh| fresh.stale)>
                {age}
                {move || reason.get().map(|reason| view! { <span class="live-pause">{reason}</span> })}
            </p>
            <button type="button" class="button" on:click=move |_| on_refresh.run(())>
                {icon(Icon::Refresh)}
                <span class="button-label">{w.refresh_now}</span>
            </button>
            <Select
                label=w.auto_refresh
                options=Signal::derive(move || intervals.clone())
                value=Signal::derive(move || interval.get().name())
                on_choose=choose
            />
            <button
                type="button"
                class="button square"
                aria-label=move || if paused_by_user.get() { w.resume } else { w.pause }
                title=move || if paused_by_user.get() { w.resume } else { w.pause }
                disabled=move || interval.get() == Refresh::Off
                on:click=move |_| on_pause.run(!paused_by_user.get_untracked())
            >
                {move || icon(if paused_by_user.get() { Icon::Play } else { Icon::Pause })}
            </button>
        </div>
    }
}
