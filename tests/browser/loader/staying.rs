//! Rows stay where they are when a refresh comes that nobody asked for, and are kept up to date there.

use contract::{Session, Task};
use recall_desk::model::column::Column;
use recall_desk::state::desk::Desk;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::{session, task, tasks};
use crate::page::settled;
use crate::stage::{Panel, Stage, shown_ids};

fn waiting(panel: &Panel) -> Option<i64> {
    panel.desk.waiting.get_untracked()
}

fn status_of(desk: Desk, id: i64) -> Option<i64> {
    let sheet = desk.sheet.get_untracked()?;
    sheet.rows.iter().find(|row| row.task.key_id == Some(id))?.task.status
}

/// A desk with the twenty newest of these rows, after a refresh that finds others.
async fn refreshed(stage: &Stage, before: &[Task]) -> Panel {
    let panel = stage.desk().await;
    stage.give_from(&stage.only(), before).await;
    stage.pass(30).await;
    panel
}

#[wasm_bindgen_test]
async fn new_tasks_wait_for_the_user_and_are_marked_when_shown() {
    let stage = Stage::set("");
    let panel = refreshed(&stage, &tasks([2, 1])).await;
    stage.give_from(&stage.only(), &tasks([4, 3, 2, 1])).await;
    assert_eq!((shown_ids(panel.desk), waiting(&panel)), (vec![2, 1], Some(2)));
    assert_eq!(panel.desk.marks.get_untracked(), []);
    panel.desk.show_waiting();
    settled().await;
    assert_eq!((shown_ids(panel.desk), waiting(&panel)), (vec![4, 3, 2, 1], None));
    assert_eq!(panel.desk.marks.get_untracked().len(), 2 * Column::ALL.len());
    assert_eq!(stage.open(), []);
}

#[wasm_bindgen_test]
async fn who_asks_for_the_latest_rows_gets_them_at_once() {
    let stage = Stage::set("");
    let panel = refreshed(&stage, &tasks([2, 1])).await;
    panel.desk.loader.refresh();
    settled().await;
    stage.give_from(&stage.only(), &tasks([3, 2, 1])).await;
    assert_eq!((shown_ids(panel.desk), waiting(&panel)), (vec![3, 2, 1], None));
}

#[wasm_bindgen_test]
async fn rows_that_were_pushed_on_to_the_next_page_are_kept_up_to_date_from_there() {
    let stage = Stage::set("");
    let panel = refreshed(&stage, &tasks((1..=30).rev())).await;
    let mut now = tasks((1..=31).rev());
    now[20].status = Some(4);
    stage.give_from(&stage.only(), &now).await;
    assert_eq!(stage.only().query.current, 2);
    stage.give_from(&stage.only(), &now).await;
    assert_eq!((shown_ids(panel.desk), waiting(&panel)), ((11..=30).rev().collect(), Some(1)));
    assert_eq!(status_of(panel.desk, 11), Some(4));
    let marks = panel.desk.marks.get_untracked();
    assert_eq!(marks.iter().map(|mark| mark.column).collect::<Vec<_>>(), [Column::Status]);
    stage.pass(9).await;
    assert_eq!(panel.desk.marks.get_untracked(), marks);
    stage.pass(1).await;
    assert_eq!(panel.desk.marks.get_untracked(), []);
}

#[wasm_bindgen_test]
async fn rows_that_stay_on_their_page_cost_one_request() {
    let stage = Stage::set("");
    let _panel = refreshed(&stage, &tasks((1..=30).rev())).await;
    stage.give_from(&stage.only(), &tasks((1..=30).rev())).await;
    assert_eq!((stage.open(), stage.asked().len()), (vec![], 2));
}

#[wasm_bindgen_test]
async fn when_a_whole_page_of_new_tasks_came_they_are_shown() {
    let stage = Stage::set("");
    let panel = refreshed(&stage, &tasks((1..=30).rev())).await;
    stage.give_from(&stage.only(), &tasks((1..=50).rev())).await;
    assert_eq!((shown_ids(panel.desk), waiting(&panel)), ((31..=50).rev().collect(), None));
    assert_eq!(stage.open(), []);
}

#[wasm_bindgen_test]
async fn new_tasks_are_shown_on_the_first_page_where_the_vendor_has_them() {
    let stage = Stage::set("page=2");
    let panel = refreshed(&stage, &tasks((1..=30).rev())).await;
    stage.give_from(&stage.only(), &tasks((1..=31).rev())).await;
    assert_eq!((shown_ids(panel.desk), waiting(&panel)), ((1..=10).rev().collect(), Some(1)));
    panel.desk.show_waiting();
    settled().await;
    stage.give_from(&stage.only(), &tasks((1..=31).rev())).await;
    assert_eq!((shown_ids(panel.desk).first(), waiting(&panel)), (Some(&31), None));
    assert_eq!(stage.address(), "");
}

#[wasm_bindgen_test]
async fn a_row_that_no_longer_matches_stays_until_the_user_wants_the_list_as_it_is() {
    let stage = Stage::set("status=1");
    let panel = refreshed(&stage, &tasks([3, 2, 1])).await;
    let changed = [task(3), Task { status: Some(2), ..task(2) }, task(1)];
    stage.give_from(&stage.only(), &changed).await;
    assert_eq!((shown_ids(panel.desk), waiting(&panel)), (vec![3, 2, 1], Some(0)));
    assert_eq!(status_of(panel.desk, 2), Some(2));
    panel.desk.show_waiting();
    settled().await;
    assert_eq!((shown_ids(panel.desk), waiting(&panel)), (vec![3, 1], None));
}

#[wasm_bindgen_test]
async fn another_filter_shows_its_rows_and_marks_none() {
    let stage = Stage::set("status=1");
    let panel = refreshed(&stage, &tasks([2, 1])).await;
    stage.give_from(&stage.only(), &[task(3), Task { status: Some(2), ..task(2) }, task(1)]).await;
    panel.desk.filter(|view| view.statuses = vec![2]);
    settled().await;
    assert_eq!((shown_ids(panel.desk), waiting(&panel)), (vec![2], None));
    assert_eq!(panel.desk.marks.get_untracked(), []);
}

#[wasm_bindgen_test]
async fn a_day_that_begins_is_nothing_that_the_user_did() {
    let stage = Stage::set("range=today&tz=utc&refresh=0");
    let panel = stage.desk().await;
    stage.give(tasks([1]), 1).await;
    let loads = || panel.desk.loader.outcome().with_untracked(|outcome| outcome.user_loads);
    assert_eq!(loads(), 1);
    // From 11:31:02 to midnight, as long as the clock's steps go.
    stage.pass_milliseconds(44_938_000);
    settled().await;
    stage.tell(&Session { now: "2025-08-18T00:00:00Z".to_owned(), ..session() }).await;
    let asked = stage.only();
    assert_eq!(asked.query.params.str_time, "2025-08-18 08:00:00");
    stage.give(tasks([2]), 1).await;
    assert_eq!((shown_ids(panel.desk), loads()), (vec![2], 1));
    panel.desk.search("May");
    settled().await;
    stage.give(tasks([3]), 1).await;
    assert_eq!(loads(), 2);
}
