//! Nothing is asked for while the user is busy with something that new rows would disturb.

use recall_desk::api::Relay;
use recall_desk::app::app;
use recall_desk::model::schedule::Pause;
use recall_desk::state::desk::Desk;
use recall_desk::state::place::Place;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::tasks;
use crate::page::{Shown, focused, press_key, settled, show, window};
use crate::stage::Stage;

/// A panel with rows, which is refreshed every 30 seconds.
async fn panel(stage: &Stage) -> (Shown, Desk) {
    let (shown, desk) = show(|| {
        let desk = Desk::new(Relay::at("/ops/recall/".to_owned(), None), Place::new(None, true));
        (app(desk), desk)
    });
    stage.tell_session().await;
    stage.give(tasks([1]), 1).await;
    (shown, desk)
}

/// Nothing is asked for a minute long, and it is said why.
async fn holds(stage: &Stage, desk: Desk, why: Pause) {
    stage.pass(60).await;
    assert_eq!((desk.pause.get_untracked(), stage.open()), (Some(why), vec![]));
}

/// Once it has ended one request follows.
async fn goes_on(stage: &Stage, desk: Desk) {
    stage.pass(1).await;
    assert_eq!(desk.pause.get_untracked(), None);
    stage.give(tasks([1]), 1).await;
    stage.pass(1).await;
    assert_eq!(stage.open(), []);
}

#[wasm_bindgen_test]
async fn an_open_menu_holds_the_refreshing() {
    let stage = Stage::set("");
    let (shown, desk) = panel(&stage).await;
    shown.button("Columns").click();
    settled().await;
    holds(&stage, desk, Pause::WhileMenu).await;
    press_key("Escape");
    settled().await;
    goes_on(&stage, desk).await;
}

#[wasm_bindgen_test]
async fn fields_of_a_range_that_are_open_or_typed_into_hold_the_refreshing() {
    let stage = Stage::set("");
    let (shown, desk) = panel(&stage).await;
    shown.button("Custom").click();
    settled().await;
    holds(&stage, desk, Pause::WhileRange).await;
    shown.button("Custom").click();
    settled().await;
    goes_on(&stage, desk).await;
}

#[wasm_bindgen_test]
async fn the_fields_of_a_range_that_is_set_hold_nothing_until_they_are_typed_into() {
    let stage = Stage::set("from=2025-08-17T00:00:00Z&to=2025-08-17T23:59:59Z");
    let (shown, desk) = panel(&stage).await;
    stage.pass(1).await;
    assert_eq!(desk.pause.get_untracked(), None);
    shown.field("From").focus().unwrap();
    holds(&stage, desk, Pause::WhileRange).await;
    shown.field("From").blur().unwrap();
    goes_on(&stage, desk).await;
}

#[wasm_bindgen_test]
async fn selected_text_of_the_panel_holds_the_refreshing_and_of_the_page_around_it_does_not() {
    let stage = Stage::set("");
    let (shown, desk) = panel(&stage).await;
    let selection = window().get_selection().unwrap().unwrap();
    selection.select_all_children(&shown.one("td[data-column=name]")).unwrap();
    holds(&stage, desk, Pause::WhileSelected).await;
    selection.remove_all_ranges().unwrap();
    goes_on(&stage, desk).await;
    let around = shown.one(".recall").parent_element().unwrap();
    selection.select_all_children(&around).unwrap();
    stage.pass(1).await;
    assert_eq!(desk.pause.get_untracked(), None);
    selection.remove_all_ranges().unwrap();
}

#[wasm_bindgen_test]
async fn who_is_asked_why_hears_the_users_own_pause_first() {
    let stage = Stage::set("");
    let (shown, desk) = panel(&stage).await;
    shown.button("Pause auto-refresh").click();
    shown.button("Columns").click();
    stage.pass(1).await;
    assert_eq!(desk.pause.get_untracked(), Some(Pause::ByUser));
}

#[wasm_bindgen_test]
async fn who_presses_a_button_that_goes_stays_at_the_rows() {
    let stage = Stage::set("");
    let (shown, desk) = panel(&stage).await;
    stage.pass(30).await;
    stage.give(tasks([2, 1]), 2).await;
    let news = shown.button("1 new task");
    news.focus().unwrap();
    news.click();
    settled().await;
    assert_eq!(focused().class_name(), "table-region");
    desk.loader.refresh();
    settled().await;
    stage.break_off(&stage.only());
    settled().await;
    let retry = shown.button("Try again");
    retry.focus().unwrap();
    retry.click();
    settled().await;
    assert_eq!(focused(), *retry, "it stays as long as it may be needed again");
    stage.give(tasks([2, 1]), 2).await;
    assert_eq!(focused().class_name(), "table-region");
}
