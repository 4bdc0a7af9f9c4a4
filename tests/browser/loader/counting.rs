//! A window is added up once its rows are at hand, and read for that alone only when the user wants it.

use contract::{Problem, ProblemKind};
use recall_desk::model::overview::{Overview, Sums};
use recall_desk::model::view::PageNumber;
use recall_desk::model::window::{Preset, Range};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::{problem, tasks};
use crate::page::settled;
use crate::stage::{Panel, Stage, shown_ids};

fn sums(panel: &Panel) -> Option<Sums> {
    match panel.desk.overview.get_untracked() {
        Overview::Counted(sums) => Some(sums),
        _ => None,
    }
}

/// The pages that were asked for, with their sizes, in order.
fn pages(stage: &Stage) -> Vec<(i64, i64)> {
    stage.asked().iter().map(|asked| (asked.query.current, asked.query.size)).collect()
}

#[wasm_bindgen_test]
async fn a_window_of_one_page_is_counted_without_another_request() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    assert_eq!(panel.desk.overview.get_untracked(), Overview::Nothing);
    stage.give(tasks(1..=12), 12).await;
    let sums = sums(&panel).unwrap();
    assert_eq!((sums.at_hand, sums.facets.status(1), sums.bars.len()), (12, 12, 8));
    assert_eq!(stage.asked().len(), 1);
}

#[wasm_bindgen_test]
async fn a_longer_window_is_read_when_the_user_wants_it_counted_and_its_rows_stay() {
    let window = tasks(1..=250);
    let stage = Stage::set("page=2");
    let panel = stage.desk().await;
    stage.give_from(&stage.only(), &window).await;
    assert_eq!(panel.desk.overview.get_untracked(), Overview::Uncounted(250));
    stage.pass(1).await;
    assert_eq!(pages(&stage), [(2, 20)]);
    panel.desk.asking.count_all();
    settled().await;
    assert!(!panel.desk.asking.is_behind.get_untracked());
    stage.give_all_from(&window).await;
    assert_eq!(pages(&stage), [(2, 20), (1, 100), (2, 100), (3, 100)]);
    assert_eq!(sums(&panel).map(|sums| sums.total), Some(250));
    assert_eq!(shown_ids(panel.desk), (21..=40).collect::<Vec<_>>());
    // All rows are at hand from now on: another page, or a filter, asks for nothing.
    panel.desk.navigation.go(panel
        .desk
        .navigation
        .current()
        .with(|view| view.page = PageNumber::new(3).unwrap()));
    settled().await;
    assert_eq!(shown_ids(panel.desk), (41..=60).collect::<Vec<_>>());
    panel.desk.filter(|view| view.statuses = vec![4]);
    settled().await;
    assert_eq!(pages(&stage).len(), 4);
}

#[wasm_bindgen_test]
async fn the_next_short_window_is_counted_too_after_its_first_page_and_a_long_one_is_not() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    stage.give(tasks(1..=20), 2_500).await;
    panel.desk.asking.count_all();
    settled().await;
    stage.give_all_from(&tasks(1..=2_500)).await;
    assert_eq!(sums(&panel).map(|sums| sums.total), Some(2_500));

    let asked = stage.asked().len();
    panel.desk.filter(|view| view.range = Range::Preset(Preset::Today));
    settled().await;
    stage.give_all_from(&tasks(1..=150)).await;
    assert_eq!(pages(&stage)[asked..], [(1, 20), (1, 100), (2, 100)]);
    assert_eq!(sums(&panel).map(|sums| sums.total), Some(150));

    panel.desk.filter(|view| view.range = Range::Preset(Preset::Last30Days));
    settled().await;
    stage.give_all_from(&tasks(1..=2_001)).await;
    assert_eq!(pages(&stage)[asked + 3..], [(1, 20)]);
    assert_eq!(panel.desk.overview.get_untracked(), Overview::Uncounted(2_001));
}

#[wasm_bindgen_test]
async fn a_filter_after_the_wish_to_count_reads_a_new_window_once() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    stage.give(tasks(1..=20), 250).await;
    panel.desk.asking.count_all();
    settled().await;
    stage.give_all_from(&tasks(1..=250)).await;
    let asked = stage.asked().len();
    panel.desk.filter(|view| {
        view.statuses = vec![1];
        view.range = Range::Preset(Preset::Today);
    });
    settled().await;
    stage.give_all_from(&tasks(1..=150)).await;
    assert_eq!(pages(&stage)[asked..], [(1, 100), (2, 100)]);
    assert_eq!(sums(&panel).map(|sums| sums.total), Some(150));
}

#[wasm_bindgen_test]
async fn counting_can_be_called_off_and_asks_for_nothing_more() {
    let window = tasks(1..=250);
    let stage = Stage::set("");
    let panel = stage.desk().await;
    stage.give_from(&stage.only(), &window).await;
    panel.desk.asking.count_all();
    settled().await;
    stage.give_from(&stage.only(), &window).await;
    assert_eq!(stage.open().len(), 2);
    panel.desk.asking.stop_counting();
    settled().await;
    assert_eq!((stage.open(), stage.asked().len()), (vec![], 4));
    assert_eq!(panel.desk.overview.get_untracked(), Overview::Uncounted(250));
    assert_eq!(shown_ids(panel.desk), (1..=20).collect::<Vec<_>>());
    assert!(panel.desk.failure.get_untracked().is_none());
}

#[wasm_bindgen_test]
async fn a_refresh_of_counted_rows_that_has_to_wait_can_be_called_off_and_they_stay_counted() {
    let window = tasks(1..=250);
    let stage = Stage::set("");
    let (shown, desk) = stage.panel().await;
    stage.give_from(&stage.only(), &window).await;
    shown.button("Count all 250 tasks").click();
    settled().await;
    stage.give_all_from(&window).await;
    shown.button("Refresh now").click();
    settled().await;
    stage.give_from(&stage.only(), &window).await;
    stage.refuse(&stage.open()[0], &Problem { retry_after: Some(20), ..problem(ProblemKind::Busy) });
    settled().await;
    shown.button("Cancel").click();
    settled().await;
    let overview = desk.overview.get_untracked();
    assert!(matches!(overview, Overview::Counted(sums) if (sums.at_hand, sums.total) == (250, 250)));
    assert_eq!((stage.open(), shown_ids(desk)), (vec![], (1..=20).collect()));
}
