//! The drawer with one task.

use contract::Task;
use leptos::prelude::*;
use recall_desk::components::drawer::{DrawerAction, OpenTask, task_drawer};
use recall_desk::components::time::TimeContext;
use recall_desk::dynamic::derived;
use recall_desk::locales::Locale;
use recall_desk::model::time::Zone;
use recall_desk::model::view::Language;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlDialogElement};

use crate::data::{NOW, task};
use crate::page::{Heard, Shown, event, settled, show, text};

/// A drawer and what it was told to do.
struct Drawer {
    shown: Shown,
    open: RwSignal<Option<OpenTask>>,
    acts: Heard<DrawerAction>,
}

impl Drawer {
    fn dialog(&self) -> HtmlDialogElement {
        self.shown.one("dialog").dyn_into().unwrap()
    }

    /// The value that stands beside a label.
    fn fact(&self, label: &str) -> String {
        let part = |fact: &Element, tag| text(&fact.query_selector(tag).unwrap().unwrap());
        let facts = self.shown.all(".fact");
        let labelled = facts.iter().find(|fact| part(fact, "dt") == label).unwrap();
        part(labelled, "dd")
    }
}

async fn drawer(open: OpenTask) -> Drawer {
    let acts = Heard::nothing();
    let on_act = acts.clone();
    let (shown, open) = show(move || {
        let open = RwSignal::new(Some(open));
        let zone = derived(|| Zone::Fixed(480));
        let times = TimeContext { vendor: zone, zone, now: derived(|| NOW) };
        let words = Locale::of(Language::English);
        (task_drawer(derived(move || open.get()), times, on_act.callback(), words), open)
    });
    settled().await;
    Drawer { shown, open, acts }
}

fn opened(task: Task) -> OpenTask {
    OpenTask { id: task.key_id.unwrap_or_default(), task: Some(task), may_come: false, offer: None }
}

#[wasm_bindgen_test]
async fn the_drawer_is_a_modal_dialog_named_after_its_task() {
    let drawer = drawer(opened(task(298))).await;
    let dialog = drawer.dialog();
    assert!(dialog.matches(":modal").unwrap());
    let named_by = dialog.get_attribute("aria-labelledby").unwrap();
    assert_eq!(text(&drawer.shown.one(&format!("#{named_by}"))), "Task 298");
    drawer.open.set(Some(opened(Task { task_name: Some("  ".to_owned()), ..task(299) })));
    settled().await;
    assert_eq!(text(&drawer.shown.one(&format!("#{named_by}"))), "Recall ID 299");
}

#[wasm_bindgen_test]
async fn closing_the_drawer_is_handed_on_and_the_task_takes_it_away() {
    let drawer = drawer(opened(task(298))).await;
    let closed = event(&drawer.dialog(), "close");
    drawer.shown.button("Close").click();
    closed.await;
    assert_eq!(drawer.acts.take(), [DrawerAction::Close]);
    drawer.open.set(None);
    settled().await;
    assert!(drawer.shown.all("dialog").is_empty());
    drawer.open.set(Some(opened(task(299))));
    settled().await;
    assert!(drawer.dialog().open());
}

#[wasm_bindgen_test]
async fn the_drawer_tells_all_that_is_known_and_a_dash_for_the_rest() {
    let known = drawer(opened(Task { key_id: Some(i64::MAX), status: Some(7), ..task(1) })).await;
    assert_eq!(known.fact("Recall ID"), i64::MAX.to_string());
    assert_eq!(known.fact("Status"), "Unknown (7)");
    assert_eq!(known.fact("Progress"), "1 of 6");
    assert_eq!(known.fact("Interval"), "30 min");
    assert_eq!(known.fact("Created"), "2025-08-17 19:30:13 49 s ago");
    known.shown.button("Copy Recall ID").click();
    assert_eq!(known.acts.take(), [DrawerAction::Copy(i64::MAX.to_string(), "Recall ID".to_owned())]);

    let unknown = drawer(opened(Task::default())).await;
    for label in
        ["Status", "Progress", "Task name", "Task ID", "Recall ID", "Recall type", "Interval", "Created"]
    {
        assert_eq!(unknown.fact(label), "—", "{label}");
    }
}

#[wasm_bindgen_test]
async fn a_task_that_is_not_at_hand_is_waited_for_and_then_said_to_be_missing() {
    let open = |may_come, offer| OpenTask { id: 298, task: None, may_come, offer };
    let drawer = drawer(open(true, None)).await;
    assert_eq!(text(&drawer.shown.one(".drawer-missing")), "Loading tasks…");
    drawer.open.set(Some(open(false, None)));
    settled().await;
    let missing = text(&drawer.shown.one(".drawer-missing"));
    assert!(missing.starts_with("Recall 298 is not among the loaded rows."), "{missing}");
}

#[wasm_bindgen_test]
async fn a_task_that_may_be_on_another_page_can_be_looked_for() {
    let offer = Some("Load all 61,204 rows".to_owned());
    let drawer = drawer(OpenTask { id: 298, task: None, may_come: false, offer }).await;
    assert!(text(&drawer.shown.one(".drawer-missing")).starts_with("Recall 298 is not on this page."));
    drawer.shown.button("Load all 61,204 rows").click();
    assert_eq!(drawer.acts.take(), [DrawerAction::Look]);
}

#[wasm_bindgen_test]
async fn a_link_to_the_task_can_be_copied_whether_it_is_at_hand_or_not() {
    let missing = OpenTask { id: 298, task: None, may_come: false, offer: None };
    for open in [opened(task(298)), missing] {
        let drawer = drawer(open).await;
        drawer.shown.button("Copy link").click();
        assert_eq!(drawer.acts.take(), [DrawerAction::Link]);
    }
}
