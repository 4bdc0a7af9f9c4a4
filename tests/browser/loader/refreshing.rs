//! Rows are asked for again when they are due, and only while somebody is there to see them.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::tasks;
use crate::page::settled;
use crate::stage::{Panel, Stage, shown_ids};

/// A desk that has its first rows, and is asked for more every 30 seconds.
async fn desk_with_rows(stage: &Stage) -> Panel {
    let panel = stage.desk().await;
    stage.give(tasks([1]), 1).await;
    panel
}

#[wasm_bindgen_test]
async fn rows_are_asked_for_again_when_they_are_due_and_once_only() {
    let stage = Stage::set("");
    let panel = desk_with_rows(&stage).await;
    stage.pass(29).await;
    assert_eq!(stage.open(), []);
    stage.pass(1).await;
    let asked = stage.only();
    stage.pass(60).await;
    assert_eq!(stage.only(), asked);
    stage.give(tasks([2]), 1).await;
    assert_eq!(shown_ids(panel.desk), [2]);
    stage.pass(29).await;
    assert_eq!(stage.open(), []);
}

#[wasm_bindgen_test]
async fn a_refresh_writes_no_history() {
    let stage = Stage::set("q=May&foreign=1");
    let _panel = desk_with_rows(&stage).await;
    stage.pass(30).await;
    stage.give(tasks([2]), 1).await;
    assert_eq!((stage.address().as_str(), stage.places()), ("q=May&foreign=1", 0));
}

#[wasm_bindgen_test]
async fn nothing_is_asked_while_the_page_is_hidden_and_once_when_it_is_seen_again() {
    let stage = Stage::set("");
    let _panel = desk_with_rows(&stage).await;
    stage.set_hidden(true);
    stage.pass(300).await;
    assert_eq!(stage.open(), []);
    stage.set_hidden(false);
    settled().await;
    stage.only();
}

#[wasm_bindgen_test]
async fn nothing_is_asked_without_a_network_and_once_when_it_is_back() {
    let stage = Stage::set("");
    let _panel = desk_with_rows(&stage).await;
    stage.set_online(false);
    stage.pass(300).await;
    assert_eq!(stage.open(), []);
    stage.set_online(true);
    settled().await;
    stage.only();
}

#[wasm_bindgen_test]
async fn a_question_that_never_left_is_asked_as_soon_as_the_network_is_back() {
    let stage = Stage::set("");
    let panel = desk_with_rows(&stage).await;
    stage.set_online(false);
    panel.desk.search("May");
    settled().await;
    stage.break_off(&stage.only());
    settled().await;
    stage.set_online(true);
    settled().await;
    assert_eq!(stage.only().query.params.task_name.as_deref(), Some("May"));
}

#[wasm_bindgen_test]
async fn nothing_is_asked_while_the_user_pauses_or_a_task_is_open() {
    let stage = Stage::set("");
    let panel = desk_with_rows(&stage).await;
    panel.desk.paused.set(true);
    stage.pass(60).await;
    assert_eq!(stage.open(), []);
    panel.desk.paused.set(false);
    panel.desk.open_task(1);
    stage.pass(60).await;
    assert_eq!(stage.open(), []);
    panel.desk.close_task();
    settled().await;
    stage.only();
}

#[wasm_bindgen_test]
async fn failures_in_a_row_are_followed_by_longer_and_longer_waits() {
    let stage = Stage::set("");
    let _panel = desk_with_rows(&stage).await;
    for wait in [30, 60, 120] {
        stage.pass(wait - 1).await;
        assert_eq!(stage.open(), [], "{wait}");
        stage.pass(1).await;
        stage.break_off(&stage.only());
        settled().await;
    }
}
