//! The failure alert: what happened, since when, how old the rows are, and a way to try again.

use contract::{Problem, ProblemKind};
use leptos::prelude::*;
use recall_desk::components::alert::{RowsShown, failure_alert};
use recall_desk::components::time::TimeContext;
use recall_desk::dynamic::derived;
use recall_desk::locales::Locale;
use recall_desk::model::fault::{Failure, Fault};
use recall_desk::model::time::Zone;
use recall_desk::model::view::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::{NOW, problem};
use crate::page::{Heard, Shown, settled, show, text};

/// An alert about a fault that has lasted since the vendor's 19:31:02, in the vendor's zone.
fn alert(fault: Fault, rows: RowsShown) -> (Shown, RwSignal<i64>, Heard<()>) {
    let retries = Heard::nothing();
    let on_retry = retries.clone();
    let (shown, now) = show(move || {
        let now = RwSignal::new(NOW);
        let zone = derived(|| Zone::Fixed(480));
        let times = TimeContext { vendor: zone, zone, now: derived(move || now.get()) };
        let failure = Failure { fault, since: NOW, count: 3 };
        let words = Locale::of(Language::English);
        (failure_alert(&failure, rows, times, on_retry.callback(), words), now)
    });
    (shown, now, retries)
}

#[wasm_bindgen_test]
fn an_alert_says_what_happened_since_when_and_how_old_the_rows_are() {
    let (shown, _, retries) = alert(Fault::Unreachable, RowsShown::AsOf(NOW - 130));
    let said = text(&shown.one("[role=alert]"));
    for words in [
        "The relay does not answer",
        "Check your network.",
        "Failing since 2025-08-17 19:31:02.",
        "The rows shown are from 2025-08-17 19:28:52.",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    shown.button("Try again").click();
    assert_eq!(retries.take(), [()]);
}

#[wasm_bindgen_test]
fn without_rows_an_alert_speaks_of_none() {
    let (shown, ..) = alert(Fault::Offline, RowsShown::None);
    let said = text(&shown.one("[role=alert]"));
    assert!(said.contains("You are offline") && said.contains("Failing since"), "{said}");
    assert!(!said.contains("The rows shown"), "{said}");
}

#[wasm_bindgen_test]
fn the_vendors_own_words_stand_beside_ours() {
    let refused = Problem {
        vendor_code: Some(-22),
        vendor_reason: Some("<b>strTime</b> is wrong".to_owned()),
        ..problem(ProblemKind::VendorRefused)
    };
    let (shown, ..) = alert(Fault::Problem(Box::new(refused)), RowsShown::None);
    let said = shown.text();
    for words in [
        "The vendor refused these filters",
        "The vendor’s answer: -22 <b>strTime</b> is wrong",
        "Request req-7",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert!(shown.all("b").is_empty());
}

#[wasm_bindgen_test]
fn every_kind_of_problem_has_words_of_its_own_and_a_way_to_try_again() {
    let mut titles: Vec<String> = Vec::new();
    let faults = ProblemKind::ALL.iter().map(|&kind| Fault::Problem(Box::new(problem(kind))));
    for fault in faults.chain([Fault::Offline, Fault::Unreachable, Fault::Garbage { status: 200 }]) {
        let (shown, ..) = alert(fault.clone(), RowsShown::None);
        shown.button("Try again");
        titles.push(text(&shown.one(".alert-title")));
        assert!(text(&shown.one(".alert-title + p")).ends_with('.'), "{fault:?}");
    }
    assert!(titles.iter().all(|title| !title.is_empty()), "{titles:?}");
}

#[wasm_bindgen_test]
async fn an_alert_is_not_read_out_again_as_time_goes_on() {
    let (shown, now, _) = alert(Fault::Unreachable, RowsShown::AsOf(NOW - 8));
    let said = shown.text();
    now.set(NOW + 3600);
    settled().await;
    assert_eq!(shown.text(), said);
}

#[wasm_bindgen_test]
fn rows_that_do_not_follow_the_last_change_are_said_not_to() {
    let (shown, ..) = alert(Fault::Unreachable, RowsShown::BeforeTheChange);
    assert!(shown.text().contains("The rows shown are from before your last change."), "{}", shown.text());
}
