//! Time is the relay's, whatever the browser's clock says, and what the relay told is asked for again.

use contract::{ProblemKind, Session, User};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::{NOW, problem, session, tasks};
use crate::page::settled;
use crate::stage::{Panel, Stage};

/// A desk with its rows, in a browser whose clock is ahead of the relay's.
async fn desk_ahead(stage: &Stage, seconds: i32) -> Panel {
    stage.set_clock(seconds);
    let panel = stage.desk().await;
    stage.give(tasks([1]), 1).await;
    panel
}

fn user(panel: &Panel) -> Option<String> {
    untrack(|| panel.desk.facts.get()).and_then(|session| session.user).map(|user| user.name)
}

fn of(name: &str) -> Session {
    Session { user: Some(User { name: name.to_owned() }), ..session() }
}

#[wasm_bindgen_test]
async fn ages_and_ranges_are_the_relays_where_the_browsers_clock_is_wrong() {
    for ahead in [90, -90, 86_400] {
        let stage = Stage::set("range=24h");
        let panel = desk_ahead(&stage, ahead).await;
        assert_eq!(stage.asked()[0].query.params.end_time, "2025-08-17 19:31:59");
        assert_eq!(untrack(|| panel.desk.pulse.now()), NOW, "{ahead}");
        stage.pass(12).await;
        assert_eq!(stage.open(), [], "{ahead}");
        assert_eq!(untrack(|| panel.desk.pulse.now()), NOW + 12, "{ahead}");
    }
}

#[wasm_bindgen_test]
async fn a_clock_that_is_set_back_changes_no_age_and_keeps_no_refresh_away() {
    let stage = Stage::set("range=24h");
    let panel = desk_ahead(&stage, 3_600).await;
    stage.pass(10).await;
    stage.set_clock(-3_600);
    stage.pass(1).await;
    assert!((NOW + 10..=NOW + 11).contains(&untrack(|| panel.desk.pulse.now())));
    stage.pass(25).await;
    stage.tell_session().await;
    assert_eq!(stage.only().query.params.end_time, "2025-08-17 19:31:59");
}

#[wasm_bindgen_test]
async fn a_clock_that_is_set_forwards_is_put_right_with_the_next_rows() {
    let stage = Stage::set("range=24h");
    let panel = desk_ahead(&stage, 0).await;
    stage.set_clock(3_600);
    stage.pass(1).await;
    stage.tell_session().await;
    assert_eq!(stage.only().query.params.end_time, "2025-08-17 19:31:59");
    stage.give(tasks([1]), 1).await;
    stage.pass(12).await;
    assert_eq!(untrack(|| panel.desk.pulse.now()), NOW + 12);
}

#[wasm_bindgen_test]
async fn who_is_signed_in_is_asked_again_after_somebody_had_to_sign_in() {
    let stage = Stage::set("refresh=0");
    let panel = stage.unknown_desk().await;
    stage.tell(&of("jia")).await;
    stage.give(tasks([1]), 1).await;
    panel.desk.loader.refresh();
    settled().await;
    stage.refuse(&stage.only(), &problem(ProblemKind::Unauthenticated));
    settled().await;
    assert_eq!(user(&panel).as_deref(), Some("jia"));
    panel.desk.loader.refresh();
    settled().await;
    stage.tell(&of("mei")).await;
    stage.give(tasks([1]), 1).await;
    assert_eq!(user(&panel).as_deref(), Some("mei"));
}

#[wasm_bindgen_test]
async fn the_session_is_asked_for_again_after_ten_minutes_and_not_before() {
    let stage = Stage::set("refresh=0");
    let panel = desk_ahead(&stage, 0).await;
    stage.pass(599).await;
    panel.desk.loader.refresh();
    settled().await;
    stage.give(tasks([1]), 1).await;
    stage.pass(1).await;
    panel.desk.loader.refresh();
    settled().await;
    assert_eq!(stage.open(), []);
    stage.tell(&of("mei")).await;
    stage.give(tasks([1]), 1).await;
    assert_eq!(user(&panel).as_deref(), Some("mei"));
}
