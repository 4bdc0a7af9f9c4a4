//! The pager.

use leptos::prelude::*;
use recall_desk::components::pager::pager_bar;
use recall_desk::dynamic::derived;
use recall_desk::locales::Locale;
use recall_desk::model::pager::Pager;
use recall_desk::model::view::{Language, PageSize};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Heard, Shown, enter, settled, show, tell, text};

struct Bar {
    shown: Shown,
    pager: RwSignal<Pager>,
    gone_to: Heard<i64>,
    sizes: Heard<PageSize>,
}

/// A bar on a page of 574 rows, 20 a page.
fn bar(page: i64) -> Bar {
    let (gone_to, sizes) = (Heard::nothing(), Heard::nothing());
    let (on_page, on_size) = (gone_to.clone(), sizes.clone());
    let (shown, pager) = show(move || {
        let pager = RwSignal::new(Pager::new(page, 20, 574));
        let size = derived(|| PageSize::Twenty.name());
        let words = Locale::of(Language::English);
        let bar =
            pager_bar(derived(move || pager.get()), size, on_page.callback(), on_size.callback(), words);
        (bar, pager)
    });
    Bar { shown, pager, gone_to, sizes }
}

const STEPS: [&str; 4] = ["First page", "Previous page", "Next page", "Last page"];

#[wasm_bindgen_test]
async fn the_pager_says_which_rows_these_are() {
    let Bar { shown, pager, .. } = bar(1);
    assert_eq!(text(&shown.one(".pager-rows")), "1–20 of 574");
    pager.set(Pager::new(29, 20, 574));
    settled().await;
    assert_eq!(text(&shown.one(".pager-rows")), "561–574 of 574");
    pager.set(Pager::new(1, 20, 61_204));
    settled().await;
    assert_eq!(text(&shown.one(".pager-rows")), "1–20 of 61,204");
}

#[wasm_bindgen_test]
async fn at_an_end_the_steps_beyond_it_are_disabled() {
    let Bar { shown, pager, .. } = bar(1);
    let disabled = || STEPS.map(|step| shown.is_disabled(step));
    assert_eq!(disabled(), [true, true, false, false]);
    pager.set(Pager::new(2, 20, 574));
    settled().await;
    assert_eq!(disabled(), [false; 4]);
    pager.set(Pager::new(29, 20, 574));
    settled().await;
    assert_eq!(disabled(), [false, false, true, true]);
    pager.set(Pager::new(1, 20, 0));
    settled().await;
    assert_eq!(disabled(), [true; 4]);
}

#[wasm_bindgen_test]
fn each_step_leads_where_it_says() {
    let Bar { shown, gone_to, .. } = bar(5);
    for step in STEPS {
        shown.button(step).click();
    }
    assert_eq!(gone_to.take(), [1, 4, 6, 29]);
}

#[wasm_bindgen_test]
async fn a_number_that_is_no_page_is_put_right() {
    let Bar { shown, pager, gone_to, .. } = bar(5);
    settled().await;
    let field = shown.field("Go to page");
    assert_eq!(field.value(), "5");
    for (typed, page) in [(" 7 ", 7), ("99", 29), ("0", 1)] {
        enter(&field, typed);
        assert_eq!(gone_to.take(), [page], "{typed}");
        pager.set(Pager::new(page, 20, 574));
        settled().await;
        assert_eq!(field.value(), page.to_string(), "{typed}");
    }
    for typed in ["one", "", "-3"] {
        enter(&field, typed);
        settled().await;
        assert_eq!((field.value(), gone_to.take()), ("1".to_owned(), vec![]), "{typed}");
    }
}

#[wasm_bindgen_test]
async fn another_page_size_is_handed_on() {
    let Bar { shown, sizes, .. } = bar(1);
    settled().await;
    let select = shown.select("Rows per page");
    assert_eq!(select.value(), "20");
    select.set_value("50");
    tell(&select, "change");
    assert_eq!(sizes.take(), [PageSize::Fifty]);
}
