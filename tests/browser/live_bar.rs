//! The bar that says how fresh the rows are.

use leptos::prelude::*;
use recall_desk::components::live_bar::{LiveState, live_bar};
use recall_desk::dynamic::derived;
use recall_desk::locales::Locale;
use recall_desk::model::schedule::Pause;
use recall_desk::model::view::{Language, Refresh};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::NOW;
use crate::page::{Heard, Shown, settled, show, tell, text};

const FRESH: LiveState = LiveState {
    fetched_at: Some(NOW),
    stale: false,
    pause: None,
    interval: Refresh::Thirty,
    retry_at: None,
    waiting: None,
};

/// What a bar is driven by and what it was told to do.
struct Bar {
    shown: Shown,
    live: RwSignal<LiveState>,
    now: RwSignal<i64>,
    refreshes: Heard<()>,
    pauses: Heard<bool>,
    intervals: Heard<Refresh>,
    looks: Heard<()>,
}

async fn bar(live: LiveState) -> Bar {
    let (refreshes, pauses, intervals) = (Heard::nothing(), Heard::nothing(), Heard::nothing());
    let looks = Heard::nothing();
    let on_look = looks.callback();
    let (on_refresh, on_pause, on_interval) = (refreshes.clone(), pauses.clone(), intervals.clone());
    let (shown, (live, now)) = show(move || {
        let (live, now) = (RwSignal::new(live), RwSignal::new(NOW));
        let bar = live_bar(
            derived(move || live.get()),
            derived(move || now.get()),
            on_refresh.callback(),
            on_pause.callback(),
            on_interval.callback(),
            on_look,
            Locale::of(Language::English),
        );
        (bar, (live, now))
    });
    settled().await;
    Bar { shown, live, now, refreshes, pauses, intervals, looks }
}

#[wasm_bindgen_test]
async fn the_age_of_the_rows_grows_and_stale_rows_are_said_to_be_stale() {
    let Bar { shown, live, now, .. } = bar(FRESH).await;
    let age = || text(&shown.one(".live-age"));
    assert_eq!(age(), "Updated just now");
    now.set(NOW + 12);
    settled().await;
    assert_eq!(age(), "Updated 12 s ago");
    live.set(LiveState { stale: true, ..FRESH });
    settled().await;
    assert_eq!(age(), "Rows from 12 s ago");
    live.set(LiveState { fetched_at: None, ..FRESH });
    settled().await;
    assert_eq!(age(), "");
}

#[wasm_bindgen_test]
async fn a_pause_says_why_unless_nothing_would_be_asked_for_anyway() {
    let Bar { shown, live, .. } = bar(FRESH).await;
    for (pause, words) in [
        (Pause::ByUser, "Paused"),
        (Pause::WhileOpen, "Paused: task open"),
        (Pause::WhileMenu, "Paused: menu open"),
        (Pause::WhileRange, "Paused: range being set"),
        (Pause::WhileSelected, "Paused: text selected"),
        (Pause::Offline, "Paused: no network"),
        (Pause::Hidden, "Paused: page hidden"),
    ] {
        live.set(LiveState { pause: Some(pause), ..FRESH });
        settled().await;
        assert_eq!(text(&shown.one(".live-reason")), words);
    }
    live.set(LiveState { pause: Some(Pause::ByUser), interval: Refresh::Off, ..FRESH });
    settled().await;
    assert!(shown.all(".live-reason").is_empty());
}

#[wasm_bindgen_test]
async fn the_pause_button_says_what_it_will_do() {
    let Bar { shown, live, pauses, .. } = bar(FRESH).await;
    shown.button("Pause auto-refresh").click();
    live.set(LiveState { pause: Some(Pause::ByUser), ..FRESH });
    settled().await;
    shown.button("Resume auto-refresh").click();
    assert_eq!(pauses.take(), [true, false]);
    // A pause that the user did not make is not the user's to end.
    live.set(LiveState { pause: Some(Pause::Hidden), ..FRESH });
    settled().await;
    assert!(!shown.is_disabled("Pause auto-refresh"));
    live.set(LiveState { interval: Refresh::Off, ..FRESH });
    settled().await;
    assert!(shown.is_disabled("Pause auto-refresh"));
}

#[wasm_bindgen_test]
async fn refresh_now_and_the_interval_are_handed_on() {
    let Bar { shown, refreshes, intervals, .. } = bar(FRESH).await;
    shown.button("Refresh now").click();
    assert_eq!(refreshes.take(), [()]);
    let select = shown.select("Auto-refresh");
    assert_eq!(select.value(), "30");
    select.set_value("300");
    tell(&select, "change");
    assert_eq!(intervals.take(), [Refresh::FiveMinutes]);
}

#[wasm_bindgen_test]
async fn after_a_failure_the_time_to_the_next_try_is_counted_down() {
    let Bar { shown, live, now, .. } = bar(LiveState { retry_at: Some(NOW + 20), ..FRESH }).await;
    let reason = || text(&shown.one(".live-reason"));
    assert_eq!(reason(), "Trying again in 20 s");
    now.set(NOW + 20);
    settled().await;
    assert_eq!(reason(), "Trying again…");
    live.set(LiveState { retry_at: Some(NOW + 20 + 240), ..FRESH });
    settled().await;
    assert_eq!(reason(), "Trying again in 4 min");
    live.set(LiveState { retry_at: None, ..FRESH });
    settled().await;
    assert!(shown.all(".live-reason").is_empty());
}

#[wasm_bindgen_test]
async fn new_tasks_are_told_by_their_number_and_shown_on_a_press() {
    let Bar { shown, live, looks, .. } = bar(FRESH).await;
    assert!(shown.all(".news").is_empty());
    for (waiting, words) in [(1, "1 new task"), (1_204, "1,204 new tasks"), (0, "Update the list")] {
        live.set(LiveState { waiting: Some(waiting), ..FRESH });
        settled().await;
        shown.button(words).click();
    }
    assert_eq!(looks.take(), [(), (), ()]);
}
