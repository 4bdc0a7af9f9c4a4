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
use crate::page::{Heard, Shown, focused, settled, show, text};

fn garbage(status: u16) -> Fault {
    Fault::Garbage { status, retry_after: None }
}

/// An alert, what it is driven by and what it was told to do.
struct Alert {
    shown: Shown,
    failure: RwSignal<Option<Failure>>,
    now: RwSignal<i64>,
    retries: Heard<()>,
    copies: Heard<(String, String)>,
}

/// A run of failures that has lasted since the vendor's 19:31:02.
fn run(fault: Fault) -> Failure {
    Failure { fault, since: NOW, count: 3 }
}

/// An alert about a fault, in the vendor's zone.
async fn alert(fault: Fault, rows: RowsShown) -> Alert {
    let (retries, copies) = (Heard::nothing(), Heard::nothing());
    let (on_retry, on_copy) = (retries.callback(), copies.callback());
    let (shown, (failure, now)) = show(move || {
        let (failure, now) = (RwSignal::new(Some(run(fault))), RwSignal::new(NOW));
        let zone = derived(|| Zone::Fixed(480));
        let times = TimeContext { vendor: zone, zone, now: derived(move || now.get()) };
        let words = Locale::of(Language::English);
        let told = derived(move || failure.get());
        (failure_alert(told, derived(move || rows), times, on_retry, on_copy, words), (failure, now))
    });
    settled().await;
    Alert { shown, failure, now, retries, copies }
}

#[wasm_bindgen_test]
async fn an_alert_says_what_happened_since_when_and_how_old_the_rows_are() {
    let Alert { shown, retries, .. } = alert(Fault::Unreachable, RowsShown::AsOf(NOW - 130)).await;
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
async fn without_rows_an_alert_speaks_of_none() {
    let Alert { shown, .. } = alert(Fault::Offline, RowsShown::None).await;
    let said = text(&shown.one("[role=alert]"));
    assert!(said.contains("You are offline") && said.contains("Failing since"), "{said}");
    assert!(!said.contains("The rows shown"), "{said}");
}

#[wasm_bindgen_test]
async fn the_vendors_own_words_stand_beside_ours() {
    let refused = Problem {
        vendor_code: Some(-22),
        vendor_reason: Some("<b>strTime</b> is wrong".to_owned()),
        ..problem(ProblemKind::VendorRefused)
    };
    let Alert { shown, .. } = alert(Fault::Problem(Box::new(refused)), RowsShown::None).await;
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
async fn every_kind_of_problem_has_words_of_its_own_and_a_way_to_try_again() {
    let mut titles: Vec<String> = Vec::new();
    let faults = ProblemKind::ALL.iter().map(|&kind| Fault::Problem(Box::new(problem(kind))));
    for fault in faults.chain([Fault::Offline, Fault::Unreachable, garbage(200)]) {
        let Alert { shown, .. } = alert(fault.clone(), RowsShown::None).await;
        shown.button("Try again");
        titles.push(text(&shown.one(".alert-title")));
        assert!(text(&shown.one(".alert-title + p")).ends_with('.'), "{fault:?}");
    }
    assert!(titles.iter().all(|title| !title.is_empty()), "{titles:?}");
}

#[wasm_bindgen_test]
async fn an_alert_is_not_read_out_again_as_time_goes_on() {
    let Alert { shown, now, .. } = alert(Fault::Unreachable, RowsShown::AsOf(NOW - 8)).await;
    let said = shown.text();
    now.set(NOW + 3600);
    settled().await;
    assert_eq!(shown.text(), said);
}

#[wasm_bindgen_test]
async fn rows_that_do_not_follow_the_last_change_are_said_not_to() {
    let Alert { shown, .. } = alert(Fault::Unreachable, RowsShown::BeforeTheChange).await;
    assert!(shown.text().contains("The rows shown are from before your last change."), "{}", shown.text());
}

#[wasm_bindgen_test]
async fn whoever_answered_instead_of_the_relay_is_told_apart() {
    for (status, says, shows) in [
        (200, "The answer could not be read", "HTTP 200"),
        (502, "The relay can’t be reached", "HTTP 502"),
        (403, "The portal refused the request", "HTTP 403"),
        (429, "Too many requests", "HTTP 429"),
        (401, "Your session has ended", "HTTP 401"),
        (0, "Your session has ended", "Sign in to the portal again"),
    ] {
        let Alert { shown, .. } = alert(garbage(status), RowsShown::None).await;
        let said = shown.text();
        assert!(said.contains(says) && said.contains(shows), "{status}: {said}");
    }
}

#[wasm_bindgen_test]
async fn the_request_id_can_be_copied_as_it_is_now() {
    let Alert { shown, failure, copies, .. } =
        alert(Fault::Problem(Box::new(problem(ProblemKind::Busy))), RowsShown::None).await;
    let later = Problem { request_id: "req-8".to_owned(), ..problem(ProblemKind::Busy) };
    failure.set(Some(run(Fault::Problem(Box::new(later)))));
    settled().await;
    assert!(shown.text().contains("Request req-8"));
    shown.button("Copy Request ID").click();
    assert_eq!(copies.take(), [("req-8".to_owned(), "Request ID".to_owned())]);
}

#[wasm_bindgen_test]
async fn another_failure_of_a_run_changes_words_and_keeps_the_focus() {
    let Alert { shown, failure, .. } = alert(Fault::Unreachable, RowsShown::None).await;
    let retry = shown.button("Try again");
    retry.focus().unwrap();
    failure.set(Some(run(garbage(502))));
    settled().await;
    assert!(shown.text().contains("The relay can’t be reached"));
    assert_eq!(focused(), *retry);
}
