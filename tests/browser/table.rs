//! The table of tasks.

use contract::Task;
use leptos::prelude::*;
use recall_desk::browser::text::lower;
use recall_desk::components::table::{CellContext, TableState, task_table};
use recall_desk::components::time::TimeContext;
use recall_desk::dynamic::derived;
use recall_desk::locales::Locale;
use recall_desk::model::changes::Mark;
use recall_desk::model::column::{Column, Sort};
use recall_desk::model::row::rows;
use recall_desk::model::time::Zone;
use recall_desk::model::view::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::{NOW, task, tasks};
use crate::page::{Heard, Shown, Watch, attributes, focused, settled, show, text, texts};

/// A table, what it is driven by and what it was told to do.
struct Table {
    shown: Shown,
    tasks: RwSignal<Vec<Task>>,
    columns: RwSignal<Vec<Column>>,
    sort: RwSignal<Option<Sort>>,
    search: RwSignal<String>,
    marks: RwSignal<Vec<Mark>>,
    sorted: Heard<Column>,
    opened: Heard<i64>,
    copied: Heard<String>,
}

async fn table(tasks: Vec<Task>) -> Table {
    let (sorted, opened, copied) = (Heard::nothing(), Heard::nothing(), Heard::nothing());
    let (on_sort, on_open, on_copy) = (sorted.clone(), opened.clone(), copied.clone());
    let (shown, (tasks, columns, sort, search, marks)) = show(move || {
        let (tasks, sort, marks) = (RwSignal::new(tasks), RwSignal::new(None), RwSignal::new(Vec::new()));
        let (columns, search) = (RwSignal::new(Column::ALL.to_vec()), RwSignal::new(String::new()));
        let state = TableState {
            rows: derived(move || rows(&tasks.get())),
            columns: derived(move || columns.get()),
            sort: derived(move || sort.get()),
            busy: derived(|| false),
            behind: derived(|| false),
            marks: derived(move || marks.get()),
        };
        let zone = derived(|| Zone::Fixed(480));
        let context = CellContext {
            times: TimeContext { vendor: zone, zone, now: derived(|| NOW) },
            search: derived(move || search.get()),
            lower,
            on_open: on_open.callback(),
            on_copy: on_copy.callback(),
            words: Locale::of(Language::English),
        };
        (task_table(state, on_sort.callback(), context), (tasks, columns, sort, search, marks))
    });
    settled().await;
    Table { shown, tasks, columns, sort, search, marks, sorted, opened, copied }
}

/// The texts of the cells, row by row.
fn cells(shown: &Shown) -> Vec<String> {
    texts(&shown.all("td"))
}

#[wasm_bindgen_test]
async fn the_table_is_named_and_has_eight_columns() {
    let Table { shown, .. } = table(tasks([298])).await;
    assert_eq!(text(&shown.one("table > caption")), "Automatic recall tasks");
    let columns =
        ["Status", "Task name", "Task ID", "Recall type", "Progress", "Interval", "Created", "Recall ID"];
    assert_eq!(texts(&shown.all("thead th[scope=col]")), columns);
    assert_eq!(
        cells(&shown),
        [
            "In progress",
            "Task 298",
            "5009611",
            "Redial all",
            "1 of 6",
            "30 min",
            "2025-08-17 19:30:13 49 s ago",
            "298",
        ]
    );
}

#[wasm_bindgen_test]
async fn a_header_sorts_and_says_how_the_rows_are_sorted() {
    let Table { shown, sort, sorted, .. } = table(tasks([298])).await;
    let marks = || attributes(&shown.all("th"), "aria-sort").into_iter().flatten().collect::<Vec<_>>();
    assert_eq!(marks(), [""; 0]);
    shown.button("Created").click();
    assert_eq!(sorted.take(), [Column::Created]);
    for (order, mark) in [("created", "ascending"), ("-created", "descending")] {
        sort.set(Sort::parse(order));
        settled().await;
        assert_eq!(marks(), [mark]);
        assert_eq!(text(&shown.one("th[aria-sort]")), "Created");
    }
}

#[wasm_bindgen_test]
async fn only_the_columns_asked_for_are_shown_in_their_order() {
    let Table { shown, columns, .. } = table(tasks([298, 299])).await;
    columns.set(vec![Column::Id, Column::Status]);
    settled().await;
    assert_eq!(texts(&shown.all("th")), ["Recall ID", "Status"]);
    assert_eq!(cells(&shown), ["298", "In progress", "299", "In progress"]);
}

#[wasm_bindgen_test]
async fn markup_in_a_name_stays_text_and_a_match_is_marked() {
    let name = "<img src=x onerror=alert(1)> MAY";
    let Table { shown, search, opened, .. } =
        table(vec![Task { task_name: Some(name.to_owned()), ..task(298) }]).await;
    assert_eq!(text(&shown.one("td button.name")), name);
    assert!(shown.all("td img").is_empty());
    search.set("may".to_owned());
    settled().await;
    assert_eq!(text(&shown.one("td mark")), "MAY");
    assert_eq!(text(&shown.one("td button.name")), name);
    shown.button(name).click();
    assert_eq!(opened.take(), [298]);
}

#[wasm_bindgen_test]
async fn a_task_id_is_copied_by_a_button_that_says_so_and_opens_nothing() {
    let Table { shown, tasks: shown_tasks, opened, copied, .. } = table(tasks([1])).await;
    let cell = shown.one("td[data-column=task]");
    assert_eq!(text(&cell), "5009611");
    shown.button("Copy Task ID 5009611").click();
    // Another page is another task's ID.
    shown_tasks.set(vec![Task { task_id: Some(i64::MAX), ..task(2) }]);
    settled().await;
    shown.button("Copy Task ID 9223372036854775807").click();
    assert_eq!(copied.take(), ["5009611", "9223372036854775807"]);
    assert_eq!(opened.take(), [0; 0]);
    shown_tasks.set(vec![Task { task_id: None, ..task(3) }]);
    settled().await;
    assert!(shown.all(".copy").is_empty());
}

#[wasm_bindgen_test]
async fn what_is_missing_is_a_dash_and_a_task_without_an_id_opens_nothing() {
    let Table { shown, opened, .. } = table(vec![Task::default(), Task::default()]).await;
    assert_eq!(cells(&shown), ["—"; 16]);
    for button in shown.all("td button") {
        assert!(button.has_attribute("disabled"));
    }
    assert_eq!(opened.take(), [0; 0]);
}

#[wasm_bindgen_test]
async fn odd_data_is_shown_as_it_is() {
    let odd = Task {
        key_id: Some(9_007_199_254_740_993),
        task_id: Some(i64::MAX),
        status: Some(7),
        recall_type: Some(2),
        recall_num: Some(0),
        finish_num: Some(9),
        create_time: Some("yesterday".to_owned()),
        ..task(1)
    };
    let Table { shown, .. } = table(vec![odd]).await;
    let cells = cells(&shown);
    assert_eq!(cells[0], "Unknown (7)");
    assert_eq!(cells[2], "9223372036854775807");
    assert_eq!(cells[3..=4], ["Unknown (2)", "9 of 0"]);
    assert_eq!(cells[6], "yesterday");
    assert_eq!(cells[7], "9007199254740993");
}

#[wasm_bindgen_test]
async fn a_status_that_changed_touches_one_cell() {
    let Table { shown, tasks: shown_tasks, .. } = table(tasks(1..=20)).await;
    let watch = Watch::new(&shown.one("table"));
    let mut changed = tasks(1..=20);
    changed[6].status = Some(2);
    shown_tasks.set(changed);
    settled().await;
    let places = watch.places();
    assert_eq!(texts(&places), ["Completed"]);
    assert_eq!(places[0], shown.all("tbody tr")[6].query_selector("td").unwrap().unwrap());
}

#[wasm_bindgen_test]
async fn a_changed_cell_is_marked_and_a_second_change_begins_the_mark_anew() {
    let Table { shown, tasks, marks, .. } = table(tasks(1..=3)).await;
    let row = rows(&tasks.get_untracked())[1].key;
    let watch = Watch::new(&shown.one("table"));
    let mut seen = Vec::new();
    for at in [NOW, NOW + 7] {
        marks.set(vec![Mark { row, column: Column::Progress, at }]);
        settled().await;
        seen.push(shown.one("[data-changed]").get_attribute("data-changed"));
        assert_eq!(texts(&watch.places()), ["1 of 6"]);
    }
    assert_ne!(seen[0], seen[1]);
    marks.set(Vec::new());
    settled().await;
    assert!(shown.all("[data-changed]").is_empty());
}

#[wasm_bindgen_test]
async fn an_unchanged_answer_touches_nothing() {
    let Table { shown, tasks: shown_tasks, .. } = table(tasks(1..=20)).await;
    let watch = Watch::new(&shown.one("table"));
    shown_tasks.set(tasks(1..=20));
    settled().await;
    assert_eq!(texts(&watch.places()), [""; 0]);
}

#[wasm_bindgen_test]
async fn rows_that_stay_keep_their_elements_when_others_come_and_go() {
    let Table { shown, tasks: shown_tasks, .. } = table(tasks([1, 2, 3])).await;
    let before = shown.all("tbody tr");
    shown_tasks.set(tasks([4, 1, 3]));
    settled().await;
    let after = shown.all("tbody tr");
    assert_eq!(after[1..], [before[0].clone(), before[2].clone()]);
    assert!(text(&after[0]).contains("Task 4"));
}

#[wasm_bindgen_test]
async fn another_page_is_written_into_the_rows_that_are_there() {
    let Table { shown, tasks: shown_tasks, marks, .. } = table(tasks([1, 2, 3])).await;
    let before = shown.all("tbody tr");
    let row = rows(&shown_tasks.get_untracked())[1].key;
    marks.set(vec![Mark { row, column: Column::Status, at: NOW }]);
    settled().await;
    marks.set(Vec::new());
    let odd = Task { status: Some(7), create_time: None, recall_num: None, finish_num: None, ..task(5) };
    for page in [vec![task(4), odd.clone(), task(6)], tasks([7, 8, 9])] {
        let fresh = table(page.clone()).await;
        shown_tasks.set(page);
        settled().await;
        assert_eq!(shown.all("tbody tr"), before);
        assert_eq!(shown.one("tbody").inner_html(), fresh.shown.one("tbody").inner_html());
    }
}

#[wasm_bindgen_test]
async fn pages_of_different_lengths_follow_each_other() {
    let Table { shown, tasks: shown_tasks, opened, .. } = table(tasks([1, 2])).await;
    for ids in [vec![3], vec![4, 5, 6], vec![7, 4, 8], vec![8, 7, 4], vec![]] {
        shown_tasks.set(tasks(ids.clone()));
        settled().await;
        let wanted: Vec<_> = ids.iter().map(|id| format!("Task {id}")).collect();
        assert_eq!(texts(&shown.all("td button.name")), wanted);
        for name in wanted {
            shown.button(&name).click();
        }
        assert_eq!(opened.take(), ids);
    }
}

#[wasm_bindgen_test]
async fn a_button_that_has_the_focus_never_becomes_another_tasks() {
    let Table { shown, tasks: shown_tasks, .. } = table(tasks([1, 2])).await;
    let before = shown.all("tbody tr");
    shown.button("Task 2").focus().unwrap();
    shown_tasks.set(tasks([1, 3]));
    settled().await;
    assert_eq!(texts(&shown.all("td button.name")), ["Task 1", "Task 3"]);
    assert_eq!(shown.all("tbody tr")[0], before[0]);
    assert_ne!(shown.all("tbody tr")[1], before[1]);
    assert!(focused().closest("tr").unwrap().is_none());
}
