//! The filters: chips with their counts, the range of one's own with its errors, the search box.

use leptos::prelude::*;
use recall_desk::components::filters::{FilterChange, FilterState, filters};
use recall_desk::dynamic::derived;
use recall_desk::locales::Locale;
use recall_desk::model::facets::Facets;
use recall_desk::model::sort::Filter;
use recall_desk::model::time::{Zone, parse_rfc3339};
use recall_desk::model::view::{Language, View};
use recall_desk::model::window::{Preset, Range, Window};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::task;
use crate::page::{Heard, Shown, enter, focused, settled, show, tell, text, texts, type_into};
use crate::stage::Stage;

struct Filters {
    shown: Shown,
    view: RwSignal<View>,
    facets: RwSignal<Option<Facets>>,
    offered_elsewhere: RwSignal<bool>,
    changes: Heard<FilterChange>,
    searches: Heard<String>,
}

/// The filters of a view, times in the vendor's zone.
async fn shown_filters(query: &str) -> Filters {
    let (changes, searches) = (Heard::nothing(), Heard::nothing());
    let (on_change, on_search) = (changes.clone(), searches.clone());
    let view = View::parse(query).view;
    let (shown, (view, facets, offered_elsewhere)) = show(move || {
        let (view, facets) = (RwSignal::new(view), RwSignal::new(None));
        let offered_elsewhere = RwSignal::new(false);
        let state = FilterState {
            view: derived(move || view.get()),
            facets: derived(move || facets.get()),
            many: derived(|| false),
            zone: (derived(|| Zone::Fixed(480)), derived(|| "Vendor time (UTC+08:00)".to_owned())),
            window: derived(|| None),
            offered_elsewhere: derived(move || offered_elsewhere.get()),
        };
        let words = Locale::of(Language::English);
        let filters = filters(state, on_change.callback(), on_search.callback(), words);
        (filters, (view, facets, offered_elsewhere))
    });
    settled().await;
    Filters { shown, view, facets, offered_elsewhere, changes, searches }
}

/// Counts over tasks of these states.
fn counts(statuses: &[i64]) -> Facets {
    let tasks: Vec<_> =
        statuses.iter().map(|&status| contract::Task { status: Some(status), ..task(1) }).collect();
    Facets::count(&tasks, &Filter::default())
}

const STATUSES: &str = "[aria-label=Status] button";

#[wasm_bindgen_test]
async fn a_chip_says_whether_it_is_pressed() {
    let Filters { shown, view, changes, .. } = shown_filters("status=1,4").await;
    let pressed = || {
        let chips = shown.all(STATUSES).into_iter();
        let pressed = chips.filter(|chip| chip.get_attribute("aria-pressed").as_deref() == Some("true"));
        pressed.map(|chip| text(&chip)).collect::<Vec<_>>()
    };
    assert_eq!(pressed(), ["In progress", "Execution exception"]);
    shown.button("Execution exception").click();
    assert_eq!(changes.take(), [FilterChange::Status(4)]);
    view.set(View::parse("status=1").view);
    settled().await;
    assert_eq!(pressed(), ["In progress"]);
}

#[wasm_bindgen_test]
async fn a_chip_has_its_count_in_its_text_as_soon_as_that_is_known() {
    let Filters { shown, facets, .. } = shown_filters("").await;
    let known = ["Pending", "In progress", "Completed", "Cancelled", "Execution exception"];
    assert_eq!(texts(&shown.all(STATUSES)), known);
    facets.set(Some(counts(&[4, 1, 1])));
    settled().await;
    let counted = ["Pending 0", "In progress 2", "Completed 0", "Cancelled 0", "Execution exception 1"];
    assert_eq!(texts(&shown.all(STATUSES)), counted);
    assert_eq!(
        texts(&shown.all("[aria-label='Recall type'] button")),
        ["Redial all 3", "Redial failed calls 0"]
    );
}

#[wasm_bindgen_test]
async fn a_status_that_nobody_documented_has_a_chip_where_it_occurs_or_is_chosen() {
    let Filters { shown, facets, changes, .. } = shown_filters("status=9").await;
    facets.set(Some(counts(&[7])));
    settled().await;
    shown.button("Unknown (7) 1").click();
    assert_eq!(changes.take(), [FilterChange::Status(7)]);
    assert_eq!(shown.button("Unknown (9) 0").get_attribute("aria-pressed").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn clear_filters_can_be_pressed_only_where_there_is_something_to_clear() {
    let Filters { shown, view, offered_elsewhere, changes, .. } = shown_filters("range=30d").await;
    assert!(shown.is_disabled("Clear filters"));
    view.set(View::parse("q=May").view);
    settled().await;
    assert!(!shown.is_disabled("Clear filters"));
    shown.button("Clear filters").click();
    assert_eq!(changes.take(), [FilterChange::Clear]);
    // Where the table's place offers it there is no second one.
    offered_elsewhere.set(true);
    settled().await;
    assert!(!shown.text().contains("Clear filters"));
}

#[wasm_bindgen_test]
async fn a_preset_is_one_press_and_the_one_in_use_is_marked() {
    let Filters { shown, changes, .. } = shown_filters("range=today").await;
    assert_eq!(shown.button("Today").get_attribute("aria-pressed").as_deref(), Some("true"));
    assert_eq!(shown.button("Last 30 days").get_attribute("aria-pressed").as_deref(), Some("false"));
    shown.button("Last 30 days").click();
    assert_eq!(changes.take(), [FilterChange::Range(Range::Preset(Preset::Last30Days))]);
}

/// What the two fields of a range of one's own are described by, and which of them are marked as wrong.
fn described(shown: &Shown) -> [(String, bool); 2] {
    ["From", "To"].map(|label| {
        let field = shown.field(label);
        let by = field.get_attribute("aria-describedby").unwrap();
        (text(&shown.one(&format!("#{by}"))), field.has_attribute("aria-invalid"))
    })
}

async fn apply(shown: &Shown, from: &str, to: &str) {
    type_into(&shown.field("From"), from);
    type_into(&shown.field("To"), to);
    tell(&shown.one("form"), "submit");
    settled().await;
}

#[wasm_bindgen_test]
async fn what_is_wrong_with_a_range_is_said_at_its_fields() {
    let Filters { shown, changes, .. } = shown_filters("").await;
    shown.button("Custom").click();
    settled().await;
    let right = ("Vendor time (UTC+08:00)".to_owned(), false);
    assert_eq!(described(&shown), [right.clone(), right.clone()]);

    apply(&shown, "2025-08-17T12:00:00", "").await;
    assert_eq!(described(&shown), [right, ("Fill in both times.".to_owned(), true)]);
    assert_eq!(focused(), shown.field("To").into());

    apply(&shown, "2025-08-17T12:00:02", "2025-08-17T12:00:01").await;
    let reversed = ("The range ends before it starts. Choose a later end.".to_owned(), true);
    assert_eq!(described(&shown), [reversed.clone(), reversed]);
    assert_eq!(focused(), shown.field("From").into());
    assert_eq!(changes.take(), []);

    apply(&shown, "2025-08-17T12:00:01", "2025-08-17T12:00:01").await;
    let second = parse_rfc3339("2025-08-17T12:00:01+08:00").unwrap();
    let range = Range::Custom(Window::new(second, second).unwrap());
    assert_eq!(changes.take(), [FilterChange::Range(range)]);
}

#[wasm_bindgen_test]
async fn typing_waits_for_a_pause_and_enter_does_not() {
    let stage = Stage::set("");
    let Filters { shown, searches, .. } = shown_filters("").await;
    let field = shown.field("Search by task name or task ID");
    type_into(&field, "Ma");
    stage.pass_milliseconds(299);
    type_into(&field, "May");
    stage.pass_milliseconds(299);
    assert_eq!(searches.take(), [""; 0]);
    stage.pass_milliseconds(1);
    assert_eq!(searches.take(), ["May"]);
    enter(&field, "June");
    assert_eq!(searches.take(), ["June"]);
    stage.pass_milliseconds(1_000);
    assert_eq!(searches.take(), [""; 0]);
}

#[wasm_bindgen_test]
async fn another_view_overrides_what_was_typed_before_the_pause() {
    let stage = Stage::set("q=April&refresh=0");
    let (shown, desk) = stage.panel().await;
    let field = shown.field("Search by task name or task ID");
    desk.search("May");
    settled().await;
    type_into(&field, "June");
    stage.pass_milliseconds(200);
    stage.go_to_address("q=April&refresh=0").await;
    assert_eq!(field.value(), "April");
    stage.pass(1).await;
    assert_eq!((field.value().as_str(), stage.address().as_str()), ("April", "q=April&refresh=0"));
    assert_eq!(stage.only().query.params.task_name.as_deref(), Some("April"));
}
