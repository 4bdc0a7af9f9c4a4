//! Filters and orders are true for the whole window, because all of it is read.

use contract::Session;
use leptos::prelude::*;
use recall_desk::model::body::Body;
use recall_desk::state::reading::Progress;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::{session, tasks};
use crate::page::{settled, text};
use crate::stage::{Panel, Stage, part, shown_ids};

fn progress(panel: &Panel) -> Option<(i64, i64)> {
    untrack(|| panel.desk.loader.progress()).and_then(|Progress { rows, .. }| rows)
}

/// The pages that were asked for, in order.
fn pages(stage: &Stage) -> Vec<i64> {
    stage.asked().iter().map(|asked| asked.query.current).collect()
}

#[wasm_bindgen_test]
async fn the_only_exception_on_the_third_page_is_found_and_each_page_asked_for_once() {
    let mut window = tasks(1..=250);
    window[237].status = Some(4);
    let stage = Stage::set("status=4");
    let panel = stage.desk().await;
    assert_eq!((pages(&stage), stage.only().query.size), (vec![1], 100));
    stage.give_from(&stage.only(), &window).await;
    assert_eq!(progress(&panel), Some((100, 250)));
    assert_eq!(pages(&stage), [1, 2, 3]);
    stage.give_all_from(&window).await;
    assert_eq!(pages(&stage), [1, 2, 3]);
    assert_eq!(shown_ids(panel.desk), [238]);
    let sheet = panel.desk.sheet.get_untracked().unwrap();
    assert_eq!((sheet.pager.total, sheet.facets.unwrap().status(4), part(panel.desk)), (1, 1, None));
}

#[wasm_bindgen_test]
async fn with_the_window_at_hand_another_filter_or_order_asks_for_nothing() {
    let stage = Stage::set("status=4");
    let panel = stage.desk().await;
    stage.give_all_from(&tasks(1..=250)).await;
    let asked = stage.asked().len();
    assert_eq!(panel.desk.body.get_untracked(), Body::NothingMatches);
    panel.desk.filter(|view| view.statuses = vec![1]);
    settled().await;
    assert_eq!(shown_ids(panel.desk), (1..=20).collect::<Vec<_>>());
    panel.desk.filter(|view| view.sort = recall_desk::model::column::Sort::parse("-id"));
    settled().await;
    assert_eq!(shown_ids(panel.desk), (231..=250).rev().collect::<Vec<_>>());
    assert_eq!(stage.asked().len(), asked);
}

#[wasm_bindgen_test]
async fn at_most_four_pages_are_under_way_at_once() {
    let window = tasks(1..=1_000);
    let stage = Stage::set("sort=id");
    let panel = stage.desk().await;
    let mut most = 0;
    while let Some(asked) = stage.open().last() {
        most = most.max(stage.open().len());
        stage.give_from(asked, &window).await;
    }
    assert_eq!(most, 4);
    let mut pages = pages(&stage);
    pages.sort_unstable();
    assert_eq!(pages, (1..=10).collect::<Vec<_>>());
    assert_eq!(shown_ids(panel.desk), (1..=20).collect::<Vec<_>>());
}

#[wasm_bindgen_test]
async fn a_total_that_moved_is_walked_once_more_and_not_a_third_time() {
    let stage = Stage::set("sort=id");
    let panel = stage.desk().await;
    stage.give_from(&stage.only(), &tasks(1..=150)).await;
    stage.give_from(&stage.only(), &tasks(0..=150)).await;
    assert_eq!(pages(&stage), [1, 2, 1]);
    stage.give_from(&stage.only(), &tasks(0..=150)).await;
    stage.give_from(&stage.only(), &tasks(-1..=150)).await;
    assert_eq!((pages(&stage), stage.open()), (vec![1, 2, 1, 2], vec![]));
    assert_eq!(shown_ids(panel.desk), (0..20).collect::<Vec<_>>());
    assert_eq!(panel.desk.sheet.get_untracked().unwrap().pager.total, 151);
}

#[wasm_bindgen_test]
async fn cancel_keeps_what_was_read_and_says_that_it_is_a_part() {
    let window = tasks(1..=500);
    let stage = Stage::set("sort=-id");
    let panel = stage.desk().await;
    stage.give_from(&stage.only(), &window).await;
    stage.give_from(&stage.open()[2], &window).await;
    assert_eq!(progress(&panel), Some((200, 500)));
    panel.desk.loader.cancel();
    settled().await;
    assert_eq!(stage.open(), []);
    assert_eq!(part(panel.desk), Some((200, 500)));
    assert_eq!(shown_ids(panel.desk), (381..=400).rev().collect::<Vec<_>>());
    assert_eq!((progress(&panel), panel.desk.failure.get_untracked()), (None, None));
}

#[wasm_bindgen_test]
async fn a_page_that_fails_fails_the_walk_and_the_old_rows_stay() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    stage.give(tasks(1..=20), 250).await;
    panel.desk.filter(|view| view.statuses = vec![4]);
    settled().await;
    stage.give_from(&stage.only(), &tasks(1..=250)).await;
    stage.break_off(&stage.open()[1]);
    settled().await;
    assert_eq!(stage.open(), []);
    assert!(panel.desk.failure.get_untracked().is_some());
    assert_eq!(shown_ids(panel.desk), (1..=20).collect::<Vec<_>>());
}

#[wasm_bindgen_test]
async fn a_long_window_is_read_only_when_the_user_agreed() {
    let window = tasks(1..=2_001);
    let stage = Stage::set("status=1");
    let panel = stage.desk().await;
    stage.give_from(&stage.only(), &window).await;
    assert_eq!(panel.desk.body.get_untracked(), Body::AskFirst(2_001));
    assert_eq!(stage.open(), []);
    panel.desk.asking.agree_to_read_all();
    settled().await;
    stage.give_all_from(&window).await;
    assert_eq!(stage.asked().len(), 1 + 21);
    assert_eq!(panel.desk.sheet.get_untracked().unwrap().pager.total, 2_001);
}

#[wasm_bindgen_test]
async fn an_open_task_of_another_page_is_looked_for_in_the_whole_of_a_short_window() {
    let window = tasks(1..=250);
    let stage = Stage::set("task=230");
    let panel = stage.desk().await;
    stage.give_from(&stage.only(), &window).await;
    stage.give_all_from(&window).await;
    let asked = stage.asked().len();
    assert_eq!(asked, 1 + 3);
    let has =
        |id| panel.desk.snapshot.get_untracked().unwrap().rows.tasks().iter().any(|t| t.key_id == Some(id));
    assert!(has(230));
    // Found, it is not lost again: what it was found with stays, and so does the page in view.
    settled().await;
    assert_eq!((stage.open(), stage.asked().len()), (vec![], asked));
    assert_eq!(shown_ids(panel.desk), (1..=20).collect::<Vec<_>>());
}

#[wasm_bindgen_test]
async fn an_open_task_is_looked_for_in_a_long_window_when_the_user_agreed() {
    let window = tasks(1..=2_001);
    let stage = Stage::set("task=2000");
    let panel = stage.desk().await;
    stage.give_from(&stage.only(), &window).await;
    assert_eq!((stage.open(), stage.asked().len()), (vec![], 1));
    panel.desk.asking.count_all();
    settled().await;
    stage.give_all_from(&window).await;
    assert_eq!(panel.desk.snapshot.get_untracked().unwrap().rows.tasks().len(), 2_001);
}

#[wasm_bindgen_test]
async fn an_open_task_on_the_page_asks_for_nothing_more() {
    let stage = Stage::set("task=7");
    let _panel = stage.desk().await;
    stage.give_from(&stage.only(), &tasks(1..=250)).await;
    settled().await;
    assert_eq!((stage.open(), stage.asked().len()), (vec![], 1));
}

#[wasm_bindgen_test]
async fn a_window_of_more_rows_than_may_be_read_says_where_it_stopped_and_offers_no_more() {
    for (rows, says) in [(200, None), (201, Some("First 200 of 201 rows loaded"))] {
        let window = tasks(1..=rows);
        let stage = Stage::set("status=1&refresh=0");
        let (shown, desk) = stage.unknown_panel().await;
        stage.tell(&Session { max_window_rows: 200, ..session() }).await;
        stage.give_all_from(&window).await;
        let said = shown.all(".partial").iter().map(text).collect::<String>();
        assert_eq!(said.is_empty(), says.is_none(), "{said}");
        assert!(said.starts_with(says.unwrap_or_default()), "{said}");
        assert_eq!((pages(&stage), shown.all(".partial button").len()), (vec![1, 2], 0));
        assert_eq!(part(desk).is_some(), says.is_some());
    }
}
