//! Nothing of a desk goes on after it is gone.

use recall_desk::model::export::Format;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::{answer, tasks};
use crate::page::settled;
use crate::stage::Stage;

const NOTHING: [&str; 0] = [];

#[wasm_bindgen_test]
async fn a_desk_that_is_gone_leaves_no_request_no_timer_and_no_listener() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    assert_ne!(stage.under_way(), NOTHING);
    drop(panel);
    assert_eq!(stage.under_way(), NOTHING);
    assert!(stage.asked()[0].aborted);
}

#[wasm_bindgen_test]
async fn a_walk_and_an_export_end_with_their_desk() {
    let stage = Stage::set("sort=id");
    let panel = stage.desk().await;
    panel.desk.export(Format::Csv);
    settled().await;
    for asked in stage.open() {
        stage.give_from(&asked, &tasks(1..=900)).await;
    }
    assert_eq!(stage.open().len(), 8);
    drop(panel);
    settled().await;
    assert_eq!(stage.open(), []);
    assert_eq!(stage.under_way(), NOTHING);
}

#[wasm_bindgen_test]
async fn an_answer_that_comes_after_the_desk_is_gone_is_not_looked_at() {
    let stage = Stage::set("page=9");
    let panel = stage.desk().await;
    stage.ignore_aborts();
    let asked = stage.only();
    drop(panel);
    stage.answer(&asked, &answer(&asked.query, tasks([1]), 1));
    settled().await;
    assert_eq!((stage.address().as_str(), stage.asked().len()), ("page=9", 1));
    assert_eq!(stage.under_way(), NOTHING);
}

#[wasm_bindgen_test]
async fn a_desk_can_go_in_the_very_moment_of_its_answer() {
    let stage = Stage::set("page=9");
    let panel = stage.desk().await;
    let asked = stage.only();
    stage.answer(&asked, &answer(&asked.query, tasks([1]), 1));
    drop(panel);
    settled().await;
    assert_eq!((stage.address().as_str(), stage.asked().len()), ("page=9", 1));
}

#[wasm_bindgen_test]
async fn a_desk_can_go_in_the_very_moment_that_it_learns_its_session() {
    let stage = Stage::set("");
    let panel = stage.unknown_desk().await;
    stage.tell_session_at_once();
    drop(panel);
    settled().await;
    assert_eq!(stage.under_way(), NOTHING);
}

#[wasm_bindgen_test]
async fn a_desk_can_go_in_the_very_moment_that_it_asks() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    stage.give(tasks([1]), 1).await;
    panel.desk.loader.refresh();
    panel.desk.export(Format::Csv);
    drop(panel);
    settled().await;
    assert_eq!((stage.asked().len(), stage.under_way()), (1, vec![]));
}

#[wasm_bindgen_test]
async fn another_export_calls_off_the_one_before() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    stage.give(tasks([1]), 1).await;
    panel.desk.export(Format::Csv);
    settled().await;
    panel.desk.export(Format::Json);
    settled().await;
    let [_, first, second] = stage.asked().try_into().unwrap();
    assert!(first.aborted && !second.aborted);
}

#[wasm_bindgen_test]
async fn a_message_that_is_still_shown_leaves_no_timer() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    panel.desk.say("Link copied".to_owned());
    drop(panel);
    assert_eq!(stage.under_way(), NOTHING);
}
