//! The summary: what it says, and where it leads.

use leptos::prelude::*;
use recall_desk::components::filters::{FilterChange, status_chips};
use recall_desk::components::summary::{SummaryChange, SummaryState, summary};
use recall_desk::components::time::TimeContext;
use recall_desk::dynamic::derived;
use recall_desk::locales::Locale;
use recall_desk::model::facets::Facets;
use recall_desk::model::histogram::{Bar, cut};
use recall_desk::model::overview::{Overdue, Overview, Sums};
use recall_desk::model::sort::Filter;
use recall_desk::model::time::{Instant, Zone, parse_rfc3339};
use recall_desk::model::view::{Language, View};
use recall_desk::model::window::{Range, Window};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::data::{NOW, task};
use crate::page::{
    Heard, Shown, attributes, name, press_key, press_key_with_shift, settled, show, text, texts,
};

const VENDOR: Zone = Zone::Fixed(480);

struct Summary {
    shown: Shown,
    overview: RwSignal<Overview>,
    view: RwSignal<View>,
    reading: RwSignal<Option<String>>,
    changes: Heard<SummaryChange>,
}

async fn shown_summary(overview: Overview) -> Summary {
    let changes = Heard::nothing();
    let on_change = changes.clone();
    let (shown, (overview, view, reading)) = show(move || {
        let words = Locale::of(Language::English);
        let (overview, reading) = (RwSignal::new(overview), RwSignal::new(None));
        let view = RwSignal::new(View::default());
        let facets = derived(move || match overview.get() {
            Overview::Counted(sums) => Some(sums.facets),
            _ => None,
        });
        let state = SummaryState {
            overview: derived(move || overview.get()),
            statuses: status_chips(derived(move || view.get()), facets, words),
            reading: derived(move || reading.get()),
            wanted: derived(move || view.get().needs_whole_window()),
            max_rows: 50_000,
        };
        let times =
            TimeContext { vendor: derived(|| VENDOR), zone: derived(|| VENDOR), now: derived(|| NOW) };
        (summary(state, times, on_change.callback(), words), (overview, view, reading))
    });
    settled().await;
    Summary { shown, overview, view, reading, changes }
}

fn at(text: &str) -> Instant {
    parse_rfc3339(text).unwrap()
}

/// A day of 24 tasks, one each hour, of which those before noon are pending, those after it completed, and the last
/// one ended with an exception.
fn day() -> Sums {
    let window = Window::new(at("2025-08-17T00:00:00+08:00"), at("2025-08-17T23:59:59+08:00")).unwrap();
    let status = |hour| if hour == 23 { 4 } else { hour / 12 * 2 };
    let tasks: Vec<_> =
        (0..24).map(|hour| contract::Task { status: Some(status(hour)), ..task(hour) }).collect();
    let mut bars = cut(window, VENDOR);
    for bar in &mut bars {
        bar.tasks = 1;
    }
    bars[23].exceptions = 1;
    let facets = Facets::count(&tasks, &Filter::default());
    Sums { at_hand: 24, total: 24, facets, bars, overdue: Vec::new(), overdue_count: 0 }
}

/// The narrowed range, in words.
fn narrowed(from: &str, to: &str) -> SummaryChange {
    let window = Window::new(at(from), at(to)).unwrap();
    SummaryChange::Filter(FilterChange::Range(Range::Custom(window)))
}

fn focus(shown: &Shown) {
    shown.one("[role=listbox]").unchecked_into::<HtmlElement>().focus().unwrap();
}

#[wasm_bindgen_test]
async fn a_window_that_is_not_at_hand_can_be_counted() {
    let Summary { shown, overview, reading, changes, .. } = shown_summary(Overview::Nothing).await;
    assert_eq!(shown.text(), "");
    overview.set(Overview::Uncounted(574));
    settled().await;
    assert_eq!(shown.text(), "574 tasksCount all 574 tasksby status and over time");
    // One that grows by a refresh is offered by the same button.
    shown.button("Count all 574 tasks").focus().unwrap();
    overview.set(Overview::Uncounted(575));
    settled().await;
    let count = shown.button("Count all 575 tasks");
    assert!(count.matches(":focus").unwrap());
    count.click();
    assert_eq!(changes.take(), [SummaryChange::Count]);
    // Longer than may be read: a count would be none.
    overview.set(Overview::Uncounted(61_204));
    settled().await;
    assert_eq!(shown.text(), "61,204 tasksMore than 50,000 are not counted. Choose a shorter range.");
    reading.set(Some("Reading".to_owned()));
    settled().await;
    assert_eq!(shown.text(), "61,204 tasksReadingCancel");
}

#[wasm_bindgen_test]
async fn a_window_that_the_table_needs_is_counted_with_it_and_nobody_is_asked() {
    let Summary { shown, view, .. } = shown_summary(Overview::Uncounted(574)).await;
    view.set(View::parse("status=4").view);
    settled().await;
    assert_eq!(shown.text(), "574 tasks");
}

#[wasm_bindgen_test]
async fn progress_changes_its_words_alone_so_that_cancel_can_be_pressed_meanwhile() {
    let Summary { shown, reading, changes, .. } = shown_summary(Overview::Uncounted(574)).await;
    let read = |rows| reading.set(Some(format!("{rows} of 574 rows")));
    read(100);
    settled().await;
    let cancel = shown.button("Cancel");
    cancel.focus().unwrap();
    read(200);
    settled().await;
    assert_eq!(shown.text(), "574 tasks200 of 574 rowsCancel");
    assert!(cancel.is_connected() && cancel.matches(":focus").unwrap());
    cancel.click();
    assert_eq!(changes.take(), [SummaryChange::Stop]);
    // It leaves with the focus, which stays near.
    reading.set(None);
    settled().await;
    assert!(shown.one(".summary").matches(":focus").unwrap());
}

#[wasm_bindgen_test]
async fn while_a_change_is_read_the_sums_from_before_it_stay_but_their_filter() {
    let Summary { shown, reading, .. } = shown_summary(Overview::Counted(day())).await;
    reading.set(Some("Reading".to_owned()));
    settled().await;
    assert_eq!((shown.all("[role=checkbox]").len(), shown.all("[role=option]").len()), (0, 24));
    assert!(shown.text().contains("24 tasks") && shown.text().contains("ReadingCancel"));
    reading.set(None);
    settled().await;
    assert!(!shown.all("[role=checkbox]").is_empty());
}

#[wasm_bindgen_test]
async fn an_empty_window_adds_up_to_nothing_and_has_its_bars() {
    let nothing = Sums { at_hand: 0, total: 0, facets: Facets::default(), ..day() };
    let shown = shown_summary(Overview::Counted(nothing)).await.shown;
    assert_eq!(text(&shown.one(".total")), "0 tasks");
    assert_eq!(shown.all("[role=option]").len(), 24);
}

#[wasm_bindgen_test]
async fn a_part_of_a_window_is_said_to_be_one() {
    let Summary { shown, .. } = shown_summary(Overview::Counted(Sums { total: 50, ..day() })).await;
    assert_eq!(text(&shown.one(".total")), "First 24 of 50 tasks");
}

#[wasm_bindgen_test]
async fn each_state_is_a_check_box_with_its_share() {
    let Summary { shown, view, changes, .. } = shown_summary(Overview::Counted(day())).await;
    let seen = || {
        let all = shown.all("[aria-label=Breakdown] button").into_iter();
        all.filter(|share| share.unchecked_ref::<HtmlElement>().offset_width() > 0).collect::<Vec<_>>()
    };
    let names: Vec<_> = seen().iter().map(name).collect();
    assert_eq!(names, ["Pending: 12 of 24", "Completed: 11 of 24", "Execution exception: 1 of 24"]);
    assert_eq!(texts(&seen()), ["12", "11", "1"]);
    assert!(seen().iter().all(|share| share.unchecked_ref::<HtmlElement>().offset_width() >= 24));
    shown.button("Completed: 11 of 24").click();
    assert_eq!(changes.take(), [SummaryChange::Filter(FilterChange::Status(2))]);
    // Checked, a state is there without rows as well: it has to be let go somewhere.
    view.set(View::parse("status=2,3").view);
    settled().await;
    let checked = ["false", "true", "true", "false"].map(|checked| Some(checked.to_owned()));
    assert_eq!(attributes(&seen(), "aria-checked"), checked);
}

#[wasm_bindgen_test]
async fn what_needs_attention_leads_to_its_tasks() {
    let overdue = |id, name: &str| Overdue { id, name: Some(name.to_owned()), due: NOW - 7_200 };
    let tasks = vec![overdue(Some(7), "<b>May</b>"), overdue(None, " ")];
    let sums = Sums { overdue: tasks, overdue_count: 1_002, ..day() };
    let Summary { shown, overview, changes, .. } = shown_summary(Overview::Counted(sums)).await;
    shown.button("1 exception").click();
    assert_eq!(changes.take(), [SummaryChange::Exceptions]);
    let list: HtmlElement = shown.one("[popover]").unchecked_into();
    assert_eq!(list.offset_height(), 0);
    shown.button("1,002 may be overdue (estimate)").click();
    assert!(list.offset_height() > 0 && text(&list).contains("An estimate: the vendor does not tell"));
    assert_eq!(texts(&shown.all("li time")), ["2025-08-17 17:31:02 2 h ago", "2025-08-17 17:31:02 2 h ago"]);
    assert!(shown.is_disabled("—"));
    shown.button("<b>May</b>").click();
    assert_eq!(changes.take(), [SummaryChange::Open(7)]);
    overview.set(Overview::Counted(Sums { facets: Facets::default(), ..day() }));
    settled().await;
    assert!(shown.is_disabled("0 exceptions") && shown.is_disabled("0 may be overdue (estimate)"));
}

#[wasm_bindgen_test]
async fn bars_are_brushed_with_the_arrow_keys_and_enter() {
    let Summary { shown, changes, .. } = shown_summary(Overview::Counted(day())).await;
    let list = || shown.one("[role=listbox]");
    let selected = || {
        let all = shown.all("[role=option]").into_iter();
        all.filter(|bar| bar.get_attribute("aria-selected").as_deref() == Some("true")).collect::<Vec<_>>()
    };
    focus(&shown);
    press_key("Enter");
    assert_eq!((changes.take(), selected().len()), (vec![], 0));
    press_key("ArrowLeft");
    settled().await;
    let names: Vec<_> = selected().iter().map(name).collect();
    assert_eq!(names, ["2025-08-17 23:00 – 2025-08-18 00:00: 1 task, 1 exception"]);
    assert_eq!(list().get_attribute("aria-activedescendant"), selected()[0].get_attribute("id"));
    press_key("Home");
    press_key("ArrowRight");
    press_key_with_shift("ArrowRight");
    press_key_with_shift("ArrowRight");
    settled().await;
    assert_eq!(selected().len(), 3);
    assert_eq!(text(&shown.one("#bars-help")), "2025-08-17 01:00–04:00: 3 tasks");
    press_key("Escape");
    settled().await;
    assert_eq!(selected().len(), 0);
    press_key("End");
    press_key_with_shift("ArrowLeft");
    press_key("Enter");
    settled().await;
    assert_eq!(changes.take(), [narrowed("2025-08-17T22:00:00+08:00", "2025-08-17T23:59:59+08:00")]);
    assert_eq!(selected().len(), 0);
}

#[wasm_bindgen_test]
async fn a_brush_over_bars_that_went_away_narrows_to_what_is_left() {
    let Summary { shown, overview, changes, .. } = shown_summary(Overview::Counted(day())).await;
    focus(&shown);
    press_key("ArrowLeft");
    let bars: Vec<Bar> = day().bars[..20].to_vec();
    overview.set(Overview::Counted(Sums { bars, ..day() }));
    settled().await;
    press_key("Enter");
    assert_eq!(changes.take(), []);
    press_key("ArrowLeft");
    press_key("Enter");
    assert_eq!(changes.take(), [narrowed("2025-08-17T19:00:00+08:00", "2025-08-17T19:59:59+08:00")]);
}
