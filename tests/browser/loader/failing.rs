//! A failure keeps the rows, and is never an empty table.

use contract::ProblemKind;
use recall_desk::model::body::Body;
use recall_desk::model::fault::{Failure, Fault};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::{NOW, problem, tasks};
use crate::page::settled;
use crate::stage::{Panel, Stage, shown_ids};

fn fault(panel: &Panel) -> Option<Fault> {
    panel.desk.failure.get_untracked().map(|failure| failure.fault)
}

#[wasm_bindgen_test]
async fn a_failure_keeps_the_rows_and_the_next_answer_ends_it() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    let desk = panel.desk;
    stage.give(tasks([1, 2]), 2).await;
    for count in 1..=2 {
        desk.loader.refresh();
        settled().await;
        let timeout = problem(ProblemKind::VendorTimeout);
        stage.refuse(&stage.only(), &timeout);
        settled().await;
        let failure = Failure { fault: Fault::Problem(Box::new(timeout)), since: NOW, count };
        assert_eq!(desk.failure.get_untracked(), Some(failure));
        assert_eq!(shown_ids(desk), [1, 2]);
        assert_eq!(desk.body.get_untracked(), Body::Rows);
    }
    desk.loader.refresh();
    settled().await;
    stage.give(tasks([3]), 1).await;
    assert_eq!(desk.failure.get_untracked(), None);
    assert_eq!(shown_ids(desk), [3]);
}

#[wasm_bindgen_test]
async fn a_first_load_that_fails_is_a_failure_and_not_an_empty_table() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    stage.refuse(&stage.only(), &problem(ProblemKind::Busy));
    settled().await;
    assert_eq!(panel.desk.body.get_untracked(), Body::Failed);
}

#[wasm_bindgen_test]
async fn what_the_relay_would_not_say_is_a_failure() {
    for (status, text) in
        [(200, "<html>Sign in</html>"), (200, ""), (200, "{\"code\":0}"), (502, "Bad gateway")]
    {
        let stage = Stage::set("");
        let panel = stage.desk().await;
        stage.garble(&stage.only(), status, text);
        settled().await;
        assert_eq!(fault(&panel), Some(Fault::Garbage { status, retry_after: None }), "{text}");
    }
}

#[wasm_bindgen_test]
async fn a_relay_that_does_not_answer_and_a_browser_without_a_network_are_told_apart() {
    for (online, expected) in [(true, Fault::Unreachable), (false, Fault::Offline)] {
        let stage = Stage::set("");
        let panel = stage.desk().await;
        stage.set_online(online);
        stage.break_off(&stage.only());
        settled().await;
        assert_eq!(fault(&panel), Some(expected));
    }
}

#[wasm_bindgen_test]
async fn a_session_that_could_not_be_had_is_asked_for_again() {
    let stage = Stage::set("");
    let panel = stage.unknown_desk().await;
    stage.refuse_session(&problem(ProblemKind::Unauthenticated)).await;
    assert_eq!(panel.desk.body.get_untracked(), Body::Failed);
    assert_eq!(stage.asked(), []);
    panel.desk.loader.refresh();
    stage.tell_session().await;
    stage.give(tasks([1]), 1).await;
    assert_eq!(shown_ids(panel.desk), [1]);
}

#[wasm_bindgen_test]
async fn a_task_of_the_address_neither_hides_a_failure_nor_keeps_the_panel_from_trying_again() {
    let stage = Stage::set("task=7");
    let panel = stage.desk().await;
    assert!(panel.desk.is_open.get_untracked());
    stage.refuse(&stage.only(), &problem(ProblemKind::Busy));
    settled().await;
    assert!(!panel.desk.is_open.get_untracked());
    stage.pass(60).await;
    stage.give(tasks(1..=20), 20).await;
    assert!(panel.desk.is_open.get_untracked());
    // With the task at hand a failure has something to stand beside.
    panel.desk.loader.refresh();
    settled().await;
    stage.refuse(&stage.only(), &problem(ProblemKind::Busy));
    settled().await;
    assert!(fault(&panel).is_some() && panel.desk.is_open.get_untracked());
}
