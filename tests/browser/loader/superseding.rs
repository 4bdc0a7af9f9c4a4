//! What was superseded is called off, and its answer is not looked at if it comes all the same.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::{answer, tasks};
use crate::page::settled;
use crate::stage::{Stage, shown_ids};

#[wasm_bindgen_test]
async fn what_was_superseded_is_called_off() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    panel.desk.search("May");
    settled().await;
    let [first, second] = stage.asked().try_into().unwrap();
    assert!(first.aborted && !first.open);
    assert!(!second.aborted && second.open);
    assert_eq!(second.query.params.task_name.as_deref(), Some("May"));
}

#[wasm_bindgen_test]
async fn a_slow_answer_never_replaces_a_newer_one() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    stage.ignore_aborts();
    panel.desk.search("May");
    settled().await;
    let [slow, fast] = stage.asked().try_into().unwrap();
    stage.answer(&fast, &answer(&fast.query, tasks([2]), 1));
    settled().await;
    stage.answer(&slow, &answer(&slow.query, tasks([1]), 1));
    settled().await;
    assert_eq!(shown_ids(panel.desk), [2]);
}

#[wasm_bindgen_test]
async fn the_old_rows_stay_until_the_new_ones_are_there() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    stage.give(tasks([1, 2]), 2).await;
    panel.desk.search("May");
    settled().await;
    assert_eq!(shown_ids(panel.desk), [1, 2]);
    assert!(untrack(|| panel.desk.loader.progress()).is_some());
    stage.give(tasks([3]), 1).await;
    assert_eq!(shown_ids(panel.desk), [3]);
    assert!(untrack(|| panel.desk.loader.progress()).is_none());
}

#[wasm_bindgen_test]
async fn whoever_goes_back_to_the_rows_at_hand_asks_for_nothing() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    stage.give(tasks([1, 2]), 2).await;
    panel.desk.search("May");
    settled().await;
    panel.desk.search("");
    settled().await;
    assert_eq!(stage.open(), []);
    assert_eq!(stage.asked().len(), 2);
    assert_eq!(shown_ids(panel.desk), [1, 2]);
    assert!(untrack(|| panel.desk.loader.progress()).is_none());
}

#[wasm_bindgen_test]
async fn at_most_one_refresh_is_in_flight() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    stage.give(tasks([1]), 1).await;
    for by_clock in [true, true, false, true, false] {
        if by_clock {
            panel.desk.loader.refresh_in_place(vec![1]);
        } else {
            panel.desk.loader.refresh();
        }
        settled().await;
    }
    // What the clock had begun was called off by the user, who wants what is new: its answer may be a moment old.
    let asked = stage.asked();
    assert_eq!((asked.len(), asked[1].aborted), (3, true));
    stage.give(tasks([2]), 1).await;
    panel.desk.loader.refresh();
    settled().await;
    assert_eq!(stage.asked().len(), 4);
}

#[wasm_bindgen_test]
async fn a_text_with_a_tab_is_searched_for_with_a_space() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    panel.desk.search("foo\tbar\u{7f}");
    settled().await;
    assert_eq!(stage.only().query.params.task_name.as_deref(), Some("foo bar"));
    assert_eq!(stage.address(), "q=foo+bar");
}
