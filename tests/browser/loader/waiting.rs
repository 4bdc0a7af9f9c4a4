//! Whoever is asked to wait waits.

use contract::{Problem, ProblemKind, Task};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::{problem, tasks};
use crate::page::settled;
use crate::stage::{Panel, Stage, part, shown_ids};

fn wait(kind: ProblemKind, seconds: u64) -> Problem {
    Problem { retry_after: Some(seconds), ..problem(kind) }
}

fn window() -> Vec<Task> {
    tasks(1..=250)
}

/// A walk whose first page has come, and whose second is refused.
async fn refused(stage: &Stage, problem: &Problem) -> Panel {
    let panel = stage.desk().await;
    stage.give_from(&stage.only(), &window()).await;
    stage.refuse(&stage.open()[0], problem);
    settled().await;
    panel
}

fn waits(panel: &Panel) -> bool {
    untrack(|| panel.desk.loader.progress()).is_some_and(|progress| progress.waits)
}

#[wasm_bindgen_test]
async fn a_walk_waits_as_long_as_it_is_asked_to_and_goes_on() {
    for kind in [ProblemKind::RateLimited, ProblemKind::Busy, ProblemKind::VendorThrottled] {
        let stage = Stage::set("sort=id&refresh=0");
        let panel = refused(&stage, &wait(kind, 20)).await;
        assert!(waits(&panel), "{kind:?}");
        stage.give_from(&stage.only(), &window()).await;
        stage.pass(19).await;
        assert_eq!((stage.open(), panel.desk.failure.get_untracked()), (vec![], None));
        stage.pass(1).await;
        assert_eq!(stage.only().query.current, 2);
        stage.give_from(&stage.only(), &window()).await;
        assert!(!waits(&panel));
        assert_eq!(panel.desk.sheet.get_untracked().unwrap().pager.total, 250);
        assert_eq!(part(panel.desk), None);
    }
}

#[wasm_bindgen_test]
async fn a_walk_that_waits_can_be_called_off_and_shows_what_it_has() {
    let stage = Stage::set("sort=id&refresh=0");
    let panel = refused(&stage, &wait(ProblemKind::Busy, 60)).await;
    stage.give_from(&stage.only(), &window()).await;
    panel.desk.loader.cancel();
    settled().await;
    assert_eq!(part(panel.desk), Some((150, 250)));
    assert!(!stage.under_way().iter().any(|what| what == "timer of 60000 ms"));
}

#[wasm_bindgen_test]
async fn a_walk_does_not_wait_for_ever() {
    let stage = Stage::set("sort=id&refresh=0");
    let panel = refused(&stage, &wait(ProblemKind::Busy, 601)).await;
    assert!(panel.desk.failure.get_untracked().is_some() && !waits(&panel));
}

#[wasm_bindgen_test]
async fn other_failures_fail_a_walk_whatever_they_say() {
    let stage = Stage::set("sort=id&refresh=0");
    let panel = refused(&stage, &wait(ProblemKind::VendorFault, 1)).await;
    assert!(panel.desk.failure.get_untracked().is_some());
}

#[wasm_bindgen_test]
async fn a_desk_that_goes_while_its_walk_waits_leaves_nothing() {
    let stage = Stage::set("sort=id");
    let panel = refused(&stage, &wait(ProblemKind::Busy, 60)).await;
    drop(panel);
    settled().await;
    assert_eq!(stage.under_way(), [""; 0]);
}

#[wasm_bindgen_test]
async fn a_refresh_comes_when_whoever_refused_said_so() {
    let stage = Stage::set("");
    let panel = stage.desk().await;
    stage.give(tasks([1]), 1).await;
    panel.desk.loader.refresh();
    settled().await;
    stage.refuse(&stage.only(), &wait(ProblemKind::RateLimited, 45));
    settled().await;
    stage.pass(44).await;
    assert_eq!(stage.open(), []);
    stage.pass(1).await;
    stage.only();
    assert_eq!(shown_ids(panel.desk), [1]);
}

#[wasm_bindgen_test]
async fn a_header_says_when_to_try_again_as_well() {
    let stage = Stage::set("");
    let _panel = stage.desk().await;
    stage.garble_for(&stage.only(), 503, "<h1>Busy</h1>", 7);
    settled().await;
    stage.pass(6).await;
    assert_eq!(stage.open(), []);
    stage.pass(1).await;
    stage.only();
}

/// A walk in whose first pass a task came, so that it is made once more.
async fn begun_again(stage: &Stage) -> Panel {
    let panel = stage.desk().await;
    stage.give_from(&stage.only(), &tasks(1..=150)).await;
    stage.give_from(&stage.only(), &tasks(0..=150)).await;
    assert_eq!(stage.only().query.current, 1);
    panel
}

#[wasm_bindgen_test]
async fn the_second_pass_of_a_walk_waits_too_from_its_first_page_on() {
    let stage = Stage::set("sort=id&refresh=0");
    let panel = begun_again(&stage).await;
    stage.refuse(&stage.only(), &wait(ProblemKind::RateLimited, 1));
    settled().await;
    assert!(waits(&panel) && panel.desk.failure.get_untracked().is_none());
    stage.pass(1).await;
    stage.give_from(&stage.only(), &tasks(0..=150)).await;
    stage.give_from(&stage.only(), &tasks(0..=150)).await;
    assert_eq!(panel.desk.sheet.get_untracked().unwrap().pager.total, 151);
    assert_eq!(shown_ids(panel.desk), (0..20).collect::<Vec<_>>());
}

#[wasm_bindgen_test]
async fn a_second_pass_that_fails_leaves_what_the_first_one_read_and_says_that_it_is_a_part() {
    for come in [0, 1] {
        let stage = Stage::set("sort=id&refresh=0");
        let panel = begun_again(&stage).await;
        if come > 0 {
            stage.give_from(&stage.only(), &tasks(0..=150)).await;
        }
        stage.refuse(&stage.only(), &problem(ProblemKind::VendorFault));
        settled().await;
        assert_eq!((stage.open(), panel.desk.failure.get_untracked()), (vec![], None));
        let sheet = panel.desk.sheet.get_untracked().unwrap();
        assert_eq!((sheet.pager.total, part(panel.desk)), (150, Some((150, 151))));
    }
}
