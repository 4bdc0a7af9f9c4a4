//! The dialog with the saved views.

use recall_desk::components::views::{ViewsChange, ViewsState, saved_views};
use recall_desk::dynamic::{Held, derived, held};
use recall_desk::locales::Locale;
use recall_desk::model::kept::{Kept, MAX_VIEWS, SavedView};
use recall_desk::model::view::{Language, View};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Heard, Shown, event, focused, name, settled, show, text, texts, type_into};

struct Views {
    shown: Shown,
    kept: Held<Kept>,
    changes: Heard<ViewsChange>,
}

fn view(name: &str, query: &str) -> SavedView {
    SavedView { name: name.to_owned(), query: query.to_owned() }
}

/// The dialog, opened over these views while the panel shows a query.
async fn opened(views: Vec<SavedView>, query: &'static str, lasts: bool) -> Views {
    let changes = Heard::nothing();
    let on_change = changes.clone();
    let (shown, kept) = show(move || {
        let kept = held(Kept { settings: String::new(), views });
        let view = derived(move || View::parse(query).view);
        let state = ViewsState { kept, lasts: held(lasts), view };
        (saved_views(state, on_change.callback(), Locale::of(Language::English)), kept)
    });
    let opener = shown.button("Views");
    opener.focus().unwrap();
    opener.click();
    settled().await;
    assert_eq!(changes.take(), [ViewsChange::Look]);
    Views { shown, kept, changes }
}

async fn two() -> Views {
    opened(
        vec![view("Failures", "status=4&range=today"), view("All", "")],
        "range=today&status=4&page=3&theme=dark",
        true,
    )
    .await
}

const FIELD: &str = "Save this view as";

impl Views {
    fn wrong(&self) -> String {
        text(&self.shown.one(".field-error"))
    }

    /// Presses the form's button.
    fn submit(&self) {
        self.shown.button(&text(&self.shown.one("form button"))).click();
    }
}

#[wasm_bindgen_test]
async fn the_view_that_is_shown_is_marked_whatever_its_page_and_looks() {
    let Views { shown, .. } = two().await;
    let current = shown.all("[aria-current=true]");
    assert_eq!(texts(&current), ["Failures"]);
    assert_eq!(name(&focused()), "Failures");
}

#[wasm_bindgen_test]
async fn a_view_is_shown_on_a_click_and_the_dialog_closes() {
    let Views { shown, changes, .. } = two().await;
    let closed = event(&shown.one("dialog"), "close");
    shown.button("All").click();
    closed.await;
    assert_eq!(changes.take(), [ViewsChange::Show("All".to_owned())]);
    assert!(shown.all("dialog").is_empty());
    assert_eq!(name(&focused()), "Views");
}

#[wasm_bindgen_test]
async fn a_view_is_saved_under_a_name_and_replaced_under_one_in_use() {
    for (typed, button) in [("  New one ", "Save"), ("All", "Replace")] {
        let views = two().await;
        type_into(&views.shown.field(FIELD), typed);
        settled().await;
        assert_eq!(text(&views.shown.one("form button")), button);
        let closed = event(&views.shown.one("dialog"), "close");
        views.submit();
        closed.await;
        assert_eq!(views.changes.take(), [ViewsChange::Save(typed.trim().to_owned())]);
    }
}

#[wasm_bindgen_test]
async fn what_is_wrong_with_a_name_is_said_at_its_field() {
    let views = two().await;
    views.submit();
    settled().await;
    assert_eq!(views.wrong(), "Type a name.");
    assert_eq!(views.shown.field(FIELD).get_attribute("aria-invalid").as_deref(), Some("true"));
    type_into(&views.shown.field(FIELD), "x");
    settled().await;
    assert_eq!(views.wrong(), "");
    assert!(views.changes.take().is_empty());

    let many = (0..MAX_VIEWS).map(|number| view(&number.to_string(), "")).collect();
    let full = opened(many, "", true).await;
    type_into(&full.shown.field(FIELD), "one more");
    full.submit();
    settled().await;
    assert_eq!(full.wrong(), "There is room for 30 views. Delete one first.");
    assert!(full.changes.take().is_empty());
}

#[wasm_bindgen_test]
async fn a_view_is_renamed_in_the_field_but_not_to_a_name_in_use() {
    let views = two().await;
    views.shown.button("Rename Failures").click();
    settled().await;
    let field = views.shown.field("New name");
    assert_eq!((field.value().as_str(), name(&focused()).as_str()), ("Failures", name(&field).as_str()));
    type_into(&field, "All");
    views.submit();
    settled().await;
    assert_eq!(views.wrong(), "Another view has this name.");
    type_into(&field, "Failed");
    let closed = event(&views.shown.one("dialog"), "close");
    views.submit();
    closed.await;
    assert_eq!(views.changes.take(), [ViewsChange::Rename("Failures".to_owned(), "Failed".to_owned())]);
}

#[wasm_bindgen_test]
async fn a_deleted_view_stays_in_sight_to_be_put_back() {
    let Views { shown, kept, changes } = two().await;
    let delete = shown.button("Delete Failures");
    delete.focus().unwrap();
    delete.click();
    assert_eq!(changes.take(), [ViewsChange::Delete("Failures".to_owned())]);
    let failures = kept.get_untracked().views[0].clone();
    kept.update(|kept| kept.delete("Failures"));
    settled().await;
    assert_eq!(name(&focused()), "Put back Failures");
    assert!(shown.button("Failures").has_attribute("disabled"));
    shown.button("Put back Failures").click();
    assert_eq!(changes.take(), [ViewsChange::Restore(0, failures)]);
}

#[wasm_bindgen_test]
async fn a_browser_that_keeps_nothing_is_told_of() {
    let notes = |views: Views| texts(&views.shown.all(".dialog-note")).join("\n");
    assert!(notes(opened(Vec::new(), "", false).await).contains("This browser keeps nothing"));
    assert!(!notes(opened(Vec::new(), "", true).await).contains("This browser keeps nothing"));
}

#[wasm_bindgen_test]
async fn settings_are_reset_from_here() {
    let Views { shown, changes, .. } = two().await;
    shown.button("Reset settings").click();
    assert_eq!(changes.take(), [ViewsChange::Reset]);
}
