//! What is exported is what was shown, says what it lacks, and can be called off.

use contract::ProblemKind;
use recall_desk::model::column::Column;
use recall_desk::model::export::Format;
use recall_desk::state::desk::Desk;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::{problem, task, tasks};
use crate::page::{attributes, focused, settled, text};
use crate::stage::{Panel, Stage, shown_ids};

async fn export(panel: &Panel) {
    panel.desk.export(Format::Csv);
    settled().await;
}

fn said(desk: &Desk) -> String {
    desk.message.get_untracked().unwrap_or_default()
}

#[wasm_bindgen_test]
async fn an_export_of_a_part_says_that_it_is_one_and_so_does_its_name() {
    let window = tasks(1..=500);
    let stage = Stage::set("sort=-id&refresh=0");
    let panel = stage.desk().await;
    stage.give_from(&stage.only(), &window).await;
    stage.give_from(&stage.open()[2], &window).await;
    panel.desk.loader.cancel();
    settled().await;
    export(&panel).await;
    let [name, text] = stage.file();
    assert!(name.ends_with("_first-200-of-500.csv"), "{name}");
    assert_eq!(text.lines().count(), 1 + 200);
    let said = said(&panel.desk);
    assert!(said.starts_with("Exported 200 rows\nFirst 200 of 500 "), "{said}");
}

#[wasm_bindgen_test]
async fn an_export_of_all_rows_says_no_more_than_that() {
    let stage = Stage::set("sort=id&refresh=0");
    let panel = stage.desk().await;
    stage.give(tasks(1..=3), 3).await;
    export(&panel).await;
    assert!(!stage.file()[0].contains("first"));
    assert_eq!(said(&panel.desk), "Exported 3 rows");
}

#[wasm_bindgen_test]
async fn rows_of_an_earlier_question_are_not_taken_for_those_of_the_present_one() {
    let stage = Stage::set("status=1&refresh=0");
    let panel = stage.desk().await;
    stage.give(tasks(1..=3), 3).await;
    panel.desk.search("May");
    settled().await;
    stage.break_off(&stage.only());
    settled().await;
    export(&panel).await;
    assert_eq!(stage.only().query.params.task_name.as_deref(), Some("May"));
    stage.give(tasks(7..=8), 2).await;
    assert_eq!(said(&panel.desk), "Exported 2 rows");
    assert!(stage.file()[1].contains("Task 7") && !stage.file()[1].contains("Task 1"));
}

#[wasm_bindgen_test]
async fn what_is_exported_was_shown_when_the_user_asked_for_it() {
    let stage = Stage::set("cols=id,status&refresh=0");
    let panel = stage.desk().await;
    stage.give(tasks(1..=20), 40).await;
    export(&panel).await;
    let asked = stage.only();
    panel.desk.adjust(|view| view.columns = Some(vec![Column::Name]));
    panel.desk.filter(|view| view.statuses = vec![4]);
    settled().await;
    stage.give_from(&asked, &[task(5), task(6)]).await;
    assert_eq!(stage.file()[1], "\u{feff}Recall ID,Status\r\n5,In progress\r\n6,In progress\r\n");
}

#[wasm_bindgen_test]
async fn an_export_that_takes_long_says_how_far_it_is_and_can_be_called_off() {
    let stage = Stage::set("page=2&refresh=0");
    let (shown, desk) = stage.panel().await;
    stage.give_from(&stage.only(), &tasks(1..=250)).await;
    shown.button("Export").click();
    settled().await;
    shown.button("CSV").click();
    settled().await;
    assert_eq!(text(&shown.one("[role=status]")), "Rows 21 to 40 of 250");
    stage.give_from(&stage.only(), &tasks(1..=250)).await;
    // It stays there for as long as it takes.
    stage.pass(60).await;
    assert_eq!(text(&shown.one("[role=status]")), "Reading all rows: 100 of 250");
    let answered = stage.open();
    let cancel = shown.button("Cancel");
    cancel.focus().unwrap();
    cancel.click();
    settled().await;
    assert_eq!((stage.open(), stage.files()), (vec![], vec![]));
    assert_eq!(answered.len(), 2);
    assert_eq!(text(&shown.one("[role=status]")), "Export cancelled");
    assert_eq!(attributes(&[focused()], "class"), [Some("main".to_owned())]);
    assert_eq!((shown_ids(desk), stage.address().as_str()), ((21..=40).collect(), "page=2&refresh=0"));
    assert!(desk.failure.get_untracked().is_none() && shown.all(".toast button").is_empty());
    stage.pass(4).await;
    assert_eq!(text(&shown.one("[role=status]")), "Rows 21 to 40 of 250");
}

#[wasm_bindgen_test]
async fn an_answer_that_came_just_before_an_export_was_called_off_says_nothing_any_more() {
    let stage = Stage::set("refresh=0");
    stage.ignore_aborts();
    let (shown, desk) = stage.panel().await;
    stage.give_from(&stage.only(), &tasks(1..=250)).await;
    desk.export(Format::Csv);
    settled().await;
    stage.give_from(&stage.only(), &tasks(1..=250)).await;
    desk.cancel_export();
    stage.give_all_from(&tasks(1..=250)).await;
    assert_eq!((stage.files(), shown.all(".toast button").len()), (vec![], 0));
    assert_eq!(said(&desk), "Export cancelled");
}

#[wasm_bindgen_test]
async fn a_session_that_ended_is_met_by_the_rows_too_which_tell_everybody_concerned() {
    let stage = Stage::set("refresh=0");
    let panel = stage.desk().await;
    stage.give(tasks(1..=20), 40).await;
    export(&panel).await;
    stage.refuse(&stage.only(), &problem(ProblemKind::Unauthenticated));
    settled().await;
    assert_eq!(stage.only().query.size, 20);
    stage.refuse(&stage.only(), &problem(ProblemKind::Unauthenticated));
    settled().await;
    let failure = panel.desk.failure.get_untracked().unwrap();
    assert!(failure.fault.wants_sign_in());
}
