//! Paging can't strand anyone.

use recall_desk::model::body::Body;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::tasks;
use crate::page::settled;
use crate::stage::{Stage, shown_ids};

#[wasm_bindgen_test]
async fn a_page_past_the_end_becomes_the_last_one_and_the_address_says_so() {
    let stage = Stage::set("q=May&page=99");
    let panel = stage.desk().await;
    assert_eq!(stage.only().query.current, 99);
    stage.give([].into(), 45).await;
    assert_eq!(stage.only().query.current, 3);
    stage.give(tasks(41..=45), 45).await;
    assert_eq!(shown_ids(panel.desk), [41, 42, 43, 44, 45]);
    assert_eq!((stage.address().as_str(), stage.places()), ("q=May&page=3", 0));
    assert_eq!(stage.open(), []);
}

#[wasm_bindgen_test]
async fn a_page_of_an_empty_window_becomes_the_first_one() {
    let stage = Stage::set("page=2");
    let panel = stage.desk().await;
    stage.give([].into(), 0).await;
    assert_eq!(stage.only().query.current, 1);
    stage.give([].into(), 0).await;
    assert_eq!(panel.desk.body.get_untracked(), Body::NothingInRange);
    assert_eq!((stage.address().as_str(), stage.open()), ("", vec![]));
}

#[wasm_bindgen_test]
async fn a_page_past_the_end_of_what_a_filter_keeps_becomes_the_last_one_too() {
    let stage = Stage::set("status=1&page=9");
    let panel = stage.desk().await;
    stage.give(tasks(1..=50), 50).await;
    assert_eq!(shown_ids(panel.desk), (41..=50).collect::<Vec<_>>());
    assert_eq!((stage.address().as_str(), stage.open()), ("status=1&page=3", vec![]));
}

#[wasm_bindgen_test]
async fn back_brings_back_the_page_before() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    stage.give(tasks(1..=20), 40).await;
    let view = recall_desk::model::view::View::parse("page=2").view;
    panel.desk.navigation.go(view);
    settled().await;
    stage.give(tasks(21..=40), 40).await;
    assert_eq!((stage.address().as_str(), stage.places()), ("page=2", 1));
    stage.go_to_address("").await;
    assert_eq!(stage.only().query.current, 1);
    stage.give(tasks(1..=20), 40).await;
    assert_eq!(shown_ids(panel.desk), (1..=20).collect::<Vec<_>>());
}

#[wasm_bindgen_test]
async fn the_page_of_a_link_waits_for_the_user_to_agree_to_a_long_window() {
    let window = tasks(1..=2_001);
    let stage = Stage::set("status=1&page=3");
    let panel = stage.desk().await;
    stage.give_from(&stage.only(), &window).await;
    assert_eq!(panel.desk.body.get_untracked(), Body::AskFirst(2_001));
    assert_eq!((stage.address().as_str(), stage.places()), ("status=1&page=3", 0));
    panel.desk.asking.agree_to_read_all();
    settled().await;
    stage.give_all_from(&window).await;
    assert_eq!(shown_ids(panel.desk), (41..=60).collect::<Vec<_>>());
}

#[wasm_bindgen_test]
async fn a_last_page_that_goes_away_before_it_comes_leads_to_the_one_that_is_the_last_now() {
    let stage = Stage::set("page=5&refresh=0");
    let panel = stage.desk().await;
    stage.give_from(&stage.only(), &tasks(1..=30)).await;
    assert_eq!(stage.only().query.current, 2);
    stage.give_from(&stage.only(), &tasks(1..=10)).await;
    assert_eq!((stage.only().query.current, stage.address().as_str()), (1, "refresh=0"));
    stage.give_from(&stage.only(), &tasks(1..=10)).await;
    assert_eq!((shown_ids(panel.desk), stage.open()), ((1..=10).collect(), vec![]));
}
