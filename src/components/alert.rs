//! A failure, beside the rows that are still there: what happened, since when, how old the rows are, what to do.

use leptos::prelude::*;

use super::copy::copy_button;
use super::icon::{Icon, icon};
use super::time::TimeContext;
use crate::dynamic::{Callback, Closure, Derived, derived, text, while_said};
use crate::locales::{Advice, Locale};
use crate::markup::{El, button, el};
use crate::model::fault::{Failure, Fault};
use crate::model::time::{Instant, format_wall};

/// Whose rows stand beside a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowsShown {
    /// None: the failure stands in their place.
    None,
    /// Those that were asked for, as they were then.
    AsOf(Instant),
    /// Those from before the user's last change, which therefore don't follow it.
    BeforeTheChange,
}

/// Tells a run of failures. Only its words change while the run goes on: its buttons keep the focus, and nothing is read
/// out again that was read out before. `on_copy` gets a text to copy and its name.
pub fn failure_alert(
    failure: Derived<Option<Failure>>,
    rows: Derived<RowsShown>,
    times: TimeContext,
    on_retry: Callback<()>,
    on_copy: Callback<(String, String)>,
    words: &'static Locale,
) -> El {
    // Fixed times, no ages: an alert is read out again whenever its words change.
    let more = move || {
        let time = |instant| format_wall(times.zone.get().wall(instant), ' ');
        let since = failure.with(|failure| failure.as_ref().map(|it| (words.faults.since)(&time(it.since))));
        let since = since.unwrap_or_default();
        match rows.get() {
            RowsShown::None => since,
            RowsShown::AsOf(instant) => {
                (words.faults.both)(&since, &(words.faults.rows_as_of)(&time(instant)))
            }
            RowsShown::BeforeTheChange => (words.faults.both)(&since, words.faults.rows_before_the_change),
        }
    };
    let vendor = derived(move || failure.with(|failure| vendor_line(&failure.as_ref()?.fault, words)));
    let id = derived(move || failure.with(|failure| Some(failure.as_ref()?.fault.request_id()?.to_owned())));
    let request = derived(move || id.get().map(|id| (words.faults.request_id)(&id)));
    let copy = move || {
        let id = move || id.get_untracked().unwrap_or_default();
        copy_button(words.faults.request, Box::new(id), on_copy, words)
    };
    // Each failure has another identifier, which nobody wants to hear.
    let details = el("div")
        .attr("aria-live", "off")
        .child(while_said(vendor, line))
        .child(while_said(request, move |words| line(words).child(copy())));
    let words_of = move |part: fn(Advice) -> &'static str| {
        text(move || {
            failure.with(|failure| {
                part(failure.as_ref().map(|it| words.fault(&it.fault)).unwrap_or_default()).to_owned()
            })
        })
    };
    message(
        "alert",
        words_of(|(what, _)| what),
        words_of(|(_, advice)| advice),
        text(more),
        Some(details),
        on_retry,
        words,
    )
    .attr("role", "alert")
    .attr("aria-atomic", "false")
}

/// Tells that the vendor does not answer, and that the rows are older ones.
pub fn stale_notice(
    fetched_at: Derived<Option<Instant>>,
    times: TimeContext,
    on_retry: Callback<()>,
    words: &'static Locale,
) -> El {
    let (what, advice) = words.faults.stale;
    let more = move || {
        let as_of = |at| (words.faults.rows_as_of)(&format_wall(times.zone.get().wall(at), ' '));
        fetched_at.get().map(as_of).unwrap_or_default()
    };
    message(
        "alert stale",
        text(|| what.to_owned()),
        text(|| advice.to_owned()),
        text(more),
        None,
        on_retry,
        words,
    )
}

/// What happened, what to do, more about it, and a way to try again. Who pressed that goes on with the rows.
fn message(
    class: &'static str,
    what: Closure<AnyView>,
    advice: Closure<AnyView>,
    more: Closure<AnyView>,
    details: Option<El>,
    on_retry: Callback<()>,
    words: &'static Locale,
) -> El {
    let text = el("div")
        .class("alert-text")
        .child(el("strong").class("alert-title").child(what))
        .child(el("p").child(advice))
        .child(line(more))
        .child(details);
    let retry = button("button primary")
        .on_click(move || on_retry.run(()))
        .child(icon(Icon::Refresh))
        .child(words.faults.try_again);
    el("div")
        .part("error")
        .class(class)
        .hand_on_focus(".alert")
        .child(icon(Icon::Warning))
        .child(text)
        .child(retry)
}

fn line(words: Closure<AnyView>) -> El {
    el("p").class("alert-more").child(words)
}

/// The vendor's own words, or how somebody else answered, for whoever has to look into it.
fn vendor_line(fault: &Fault, words: &'static Locale) -> Option<String> {
    match fault {
        Fault::Problem(problem) if problem.vendor_code.is_some() || problem.vendor_reason.is_some() => {
            let code = problem.vendor_code.map(|code| code.to_string()).unwrap_or_default();
            Some((words.faults.vendor_says)(&code, problem.vendor_reason.as_deref().unwrap_or_default()))
        }
        Fault::Garbage { status: status @ 1.., .. } => Some(format!("HTTP {status}")),
        _ => None,
    }
}
