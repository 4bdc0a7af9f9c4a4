//! Mounting and unmounting the whole panel.

use recall_desk::api::Relay;
use recall_desk::app::app;
use recall_desk::state::desk::Desk;
use recall_desk::state::place::Place;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::tasks;
use crate::page::{Shown, Watch, settled, show, texts, type_into};
use crate::stage::Stage;

const NOTHING: [&str; 0] = [];

fn desk() -> Desk {
    Desk::new(Relay::at("/ops/recall/".to_owned(), None), Place::new(None, true))
}

/// Uses a panel in one way or another, so that it is left in the middle of something.
async fn use_somehow(stage: &Stage, shown: &Shown, way: usize) {
    stage.give(tasks(1..=10), 250).await;
    match way {
        0 => shown.button("Task 7").click(),
        1 => shown.button("Columns").click(),
        2 => type_into(&shown.field("Search by task name or task ID"), "May"),
        3 => shown.button("Execution exception").click(),
        4 => shown.button("Export").click(),
        _ => shown.button("Refresh now").click(),
    }
    settled().await;
}

#[wasm_bindgen_test]
async fn a_panel_that_is_gone_before_its_first_answer_leaves_nothing() {
    let stage = Stage::set("");
    let (shown, ()) = show(|| (app(desk()), ()));
    settled().await;
    drop(shown);
    settled().await;
    assert_eq!(stage.under_way(), NOTHING);
}

/// The memory that the panel has taken from the browser, in pages of 64 KiB.
fn memory_pages() -> u32 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    buffer.byte_length() / 65_536
}

#[wasm_bindgen_test]
async fn a_hundred_panels_leave_no_listener_no_timer_no_request_and_no_memory() {
    let mut after_a_few = 0;
    for time in 0..100 {
        let stage = Stage::set("size=10");
        let shown = stage.panel().await.0;
        use_somehow(&stage, &shown, time % 6).await;
        assert_ne!(stage.under_way(), NOTHING);
        drop(shown);
        settled().await;
        assert_eq!(stage.under_way(), NOTHING, "time {time}");
        if time == 12 {
            after_a_few = memory_pages();
        }
    }
    assert!(memory_pages() <= after_a_few + 1, "{} pages, {after_a_few} after a few", memory_pages());
}

#[wasm_bindgen_test]
async fn an_unchanged_refresh_touches_no_row_and_a_changed_status_one_cell() {
    let stage = Stage::set("");
    let shown = stage.panel().await.0;
    stage.give(tasks(1..=20), 250).await;
    let watch = Watch::new(&shown.one("tbody"));
    shown.button("Refresh now").click();
    settled().await;
    stage.give(tasks(1..=20), 250).await;
    assert_eq!(texts(&watch.places()), NOTHING);

    let mut changed = tasks(1..=20);
    changed[6].status = Some(2);
    shown.button("Refresh now").click();
    settled().await;
    stage.give(changed, 250).await;
    assert_eq!(texts(&watch.places()), ["Completed"]);
}
