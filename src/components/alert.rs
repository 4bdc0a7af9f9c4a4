//! A failure, beside the rows that are still there: what happened, since when, how old the rows are, what to do.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::time::TimeContext;
use crate::dynamic::text;
use crate::locales::Locale;
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

/// Tells a failure.
pub fn failure_alert(
    failure: &Failure,
    rows: RowsShown,
    times: TimeContext,
    on_retry: Callback<()>,
    words: &'static Locale,
) -> El {
    let (what, advice) = words.fault(&failure.fault);
    let since = failure.since;
    // Fixed times, no ages: an alert is read out again whenever its words change.
    let more = move || {
        let time = |instant| format_wall(times.zone.get().wall(instant), ' ');
        let since = (words.faults.since)(&time(since));
        match rows {
            RowsShown::None => since,
            RowsShown::AsOf(instant) => format!("{since} {}", (words.faults.rows_as_of)(&time(instant))),
            RowsShown::BeforeTheChange => format!("{since} {}", words.faults.rows_before_the_change),
        }
    };
    let line = |line: String| el("p").class("alert-more").child(line);
    el("div")
        .class("alert")
        .attr("role", "alert")
        .child(icon(Icon::Warning))
        .child(
            el("div")
                .class("alert-text")
                .child(el("strong").class("alert-title").child(what))
                .child(el("p").child(advice))
                .child(el("p").class("alert-more").child(text(more)))
                .children(details(&failure.fault, words).into_iter().map(line)),
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
