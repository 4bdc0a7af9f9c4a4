//! A failure, beside the rows that are still there: what happened, since when, how old the rows are, what to do.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::time::TimeContext;
use crate::dynamic::text;
use crate::locales::Locale;
use crate::markup::{El, button, el};
use crate::model::fault::{Failure, Fault};
use crate::model::time::{Instant, format_wall};

/// Tells a failure. Without rows at hand (`rows_from` is none) it stands in the table's place.
pub fn failure_alert(
    failure: &Failure,
    rows_from: Option<Instant>,
    times: TimeContext,
    on_retry: Callback<()>,
    words: &'static Locale,
) -> El {
    let (what, advice) = words.fault(&failure.fault);
    let since = failure.since;
    let since_when = move || {
        let since = format_wall(times.zone.get().wall(since), ' ');
        match rows_from {
            // In whole minutes: an alert is read out whenever its words change.
            Some(rows_from) => {
                (words.faults.since)(&since, &(words.ago)((times.now.get() - rows_from) / 60 * 60))
            }
            None => (words.faults.since_only)(&since),
        }
    };
    let more = |line: String| el("p").class("alert-more").child(line);
    el("div")
        .class("alert")
        .attr("role", "alert")
        .child(icon(Icon::Warning))
        .child(
            el("div")
                .class("alert-text")
                .child(el("strong").class("alert-title").child(what))
                .child(" ")
                .child(el("span").child(advice))
                .child(el("p").class("alert-more").child(text(since_when)))
                .children(details(&failure.fault, words).into_iter().map(more)),
        )
        .child(
            button("button primary")
                .on_click(move || on_retry.run(()))
                .child(icon(Icon::Refresh))
                .child(words.faults.try_again),
        )
}

/// The vendor's own words and the request's identifier, for whoever has to look into it.
fn details(fault: &Fault, words: &'static Locale) -> Vec<String> {
    let vendor = match fault {
        Fault::Problem(problem) if problem.vendor_code.is_some() || problem.vendor_reason.is_some() => {
            let code = problem.vendor_code.map(|code| code.to_string()).unwrap_or_default();
            Some((words.faults.vendor_says)(&code, problem.vendor_reason.as_deref().unwrap_or_default()))
        }
        _ => None,
    };
    let request = fault.request_id().map(|id| (words.faults.request_id)(id));
    vendor.into_iter().chain(request).collect()
}
