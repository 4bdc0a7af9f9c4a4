//! A window that grows beyond what is read without asking takes nothing away, and says so.

use contract::Task;
use recall_desk::model::body::Body;
use recall_desk::model::overview::Overview;
use recall_desk::model::schedule::Pause;
use recall_desk::model::window::{Preset, Range};
use recall_desk::state::desk::Desk;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::tasks;
use crate::page::{Shown, settled};
use crate::stage::{Stage, part, shown_ids};

/// A window of so many rows, the newest first.
fn window(rows: i64) -> Vec<Task> {
    tasks((1..=rows).rev())
}

const GROWN: &str =
    "This range has grown to 2,001 rows, too many to load unasked. Shown is what was loaded before.";

/// The whole panel over a window of 1,990 rows, after a refresh that found 2,001.
async fn grown(stage: &Stage) -> (Shown, Desk) {
    let (shown, desk) = stage.panel().await;
    stage.give_all_from(&window(1_990)).await;
    stage.pass(30).await;
    stage.give_from(&stage.only(), &window(2_001)).await;
    (shown, desk)
}

#[wasm_bindgen_test]
async fn rows_filter_and_place_stay_and_one_page_a_refresh_tells_how_long_the_window_is() {
    let stage = Stage::set("status=1&page=2");
    let (shown, desk) = grown(&stage).await;
    for asked in [21, 22] {
        assert_eq!((stage.open(), stage.asked().len()), (vec![], asked));
        assert_eq!(shown_ids(desk), (1_951..=1_970).rev().collect::<Vec<_>>());
        assert_eq!((desk.body.get_untracked(), stage.address().as_str()), (Body::Rows, "status=1&page=2"));
        assert!(shown.text().contains(GROWN), "{}", shown.text());
        stage.pass(30).await;
        stage.give_from(&stage.only(), &window(2_001)).await;
    }
    // Short again, it is read as before.
    stage.pass(30).await;
    stage.give_all_from(&window(2_000)).await;
    assert_eq!((part(desk), desk.snapshot.get_untracked().unwrap().outgrown), (None, None));
    assert!(!shown.text().contains("has grown"));
}

#[wasm_bindgen_test]
async fn the_button_that_says_so_reads_the_whole_of_it() {
    let stage = Stage::set("status=1");
    let (shown, desk) = grown(&stage).await;
    shown.button("Load all 2,001 rows").click();
    settled().await;
    stage.give_from(&stage.only(), &window(2_001)).await;
    assert!(shown.text().contains("Reading all rows: 100 of 2,001"), "{}", shown.text());
    shown.button("Cancel").click();
    settled().await;
    assert_eq!((stage.open(), shown_ids(desk).first()), (vec![], Some(&1_990)));
    shown.button("Load all 2,001 rows").click();
    settled().await;
    stage.give_all_from(&window(2_001)).await;
    assert_eq!((shown_ids(desk).first(), part(desk)), (Some(&2_001), None));
    assert_eq!(desk.pause.get_untracked(), Some(Pause::LongWindow));
    assert!(!shown.text().contains("has grown"));
}

/// The whole panel, which counts each short window by itself, over one of which it has the first page.
async fn counting(stage: &Stage, rows: i64) -> (Shown, Desk) {
    let (shown, desk) = stage.panel().await;
    stage.give_all_from(&window(150)).await;
    desk.asking.count_all();
    settled().await;
    stage.give_all_from(&window(150)).await;
    desk.filter(|view| view.range = Range::Preset(Preset::Last30Days));
    settled().await;
    stage.give_from(&stage.only(), &window(rows)).await;
    assert_eq!(stage.only().query.size, 100);
    (shown, desk)
}

fn counted(desk: Desk) -> Option<i64> {
    match desk.overview.get_untracked() {
        Overview::Counted(sums) => Some(sums.total),
        _ => None,
    }
}

#[wasm_bindgen_test]
async fn a_window_that_is_counted_by_itself_stays_counted() {
    let stage = Stage::set("");
    let (shown, desk) = counting(&stage, 1_990).await;
    stage.give_all_from(&window(1_990)).await;
    let asked = stage.asked().len();
    stage.pass(30).await;
    stage.give_from(&stage.only(), &window(2_001)).await;
    assert_eq!((stage.open(), stage.asked().len()), (vec![], asked + 1));
    assert_eq!(shown_ids(desk), (1_971..=1_990).rev().collect::<Vec<_>>());
    assert_eq!(counted(desk), Some(1_990));
    shown.button("Load all 2,001 rows").click();
    settled().await;
    stage.give_all_from(&window(2_001)).await;
    assert_eq!(counted(desk), Some(2_001));
}

#[wasm_bindgen_test]
async fn a_page_whose_window_grows_before_it_is_counted_stays_and_one_that_is_filtered_does_not() {
    for (status, body, rows) in [(None, Body::Rows, 20), (Some(1), Body::AskFirst(2_001), 0)] {
        let stage = Stage::set("");
        let (_shown, desk) = counting(&stage, 1_990).await;
        desk.filter(|view| view.statuses.extend(status));
        settled().await;
        stage.give_from(&stage.only(), &window(2_001)).await;
        assert_eq!((stage.open(), desk.body.get_untracked()), (vec![], body));
        assert_eq!(shown_ids(desk).len(), rows);
        assert_eq!(desk.overview.get_untracked(), Overview::Uncounted(if rows > 0 { 1_990 } else { 2_001 }));
    }
}

/// Answers a walk over 1,999 rows in whose first pass two more come.
async fn grow_while_it_is_read(stage: &Stage) {
    stage.give_from(&stage.only(), &window(1_999)).await;
    while let Some(asked) = stage.open().last().filter(|asked| asked.query.current != 1) {
        stage.give_from(asked, &window(2_001)).await;
    }
    stage.give_from(&stage.only(), &window(2_001)).await;
    assert_eq!(stage.open(), []);
}

#[wasm_bindgen_test]
async fn a_window_that_grows_while_it_is_read_leaves_what_was_read() {
    let stage = Stage::set("status=1");
    let (shown, desk) = stage.panel().await;
    grow_while_it_is_read(&stage).await;
    assert_eq!(desk.body.get_untracked(), Body::Rows);
    assert!(matches!(part(desk), Some((1_999.., 2_001))), "{:?}", part(desk));
    shown.button("Load all 2,001 rows");

    let stage = Stage::set("");
    let (_shown, desk) = counting(&stage, 1_999).await;
    grow_while_it_is_read(&stage).await;
    assert_eq!((counted(desk), shown_ids(desk).len()), (Some(2_001), 20));
}

#[wasm_bindgen_test]
async fn a_refresh_that_is_called_off_leaves_the_rows_that_it_was_to_take_the_place_of() {
    let stage = Stage::set("sort=-id&refresh=0");
    let panel = stage.desk().await;
    stage.give_all_from(&window(250)).await;
    panel.desk.loader.refresh();
    settled().await;
    stage.give_from(&stage.only(), &window(251)).await;
    panel.desk.loader.cancel();
    settled().await;
    assert_eq!((stage.open(), panel.desk.failure.get_untracked()), (vec![], None));
    assert_eq!((part(panel.desk), shown_ids(panel.desk)), (None, (231..=250).rev().collect()));
}
