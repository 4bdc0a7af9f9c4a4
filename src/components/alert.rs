//! A failure, beside the rows that are still there: what happened, since when, how old the rows are, what to do.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::locales::Locale;
use crate::model::fault::{Failure, Fault};
use crate::model::time::{Instant, Zone, format_wall};

/// Tells a failure. Without rows at hand (`rows_from` is none) it stands in the table's place.
#[component]
pub fn FailureAlert(
    /// The failure.
    failure: Failure,
    /// When the rows that are shown were fetched.
    rows_from: Option<Instant>,
    /// The zone in which times are shown.
    zone: Memo<Zone>,
    /// Now.
    now: Memo<Instant>,
    /// Asks again.
    on_retry: Callback<()>,
    /// The words.
    words: &'static Locale,
) -> impl IntoView {
    let (what, advice) = words.fault(&failure.fault);
    let since = failure.since;
    // The words are read out as they change, so they hold no running seconds.
    let since_when = move || {
        let since = format_wall(zone.get().wall(since), ' ');
        match rows_from {
            Some(rows_from) => (words.faults.since)(&since, &(words.ago)((now.get() - rows_from) / 60 * 60)),
            None => (words.faults.since_only)(&since),
        }
    };
    view! {
        <div class="alert" role="alert">
            {icon(Icon::Warning)}
            <div class="alert-text">
                <strong class="alert-title">{what}</strong>
                " "
                <span>{advice}</span>
                <p class="alert-more">{since_when}</p>
                {details(&failure.fault, words)}
            </div>
            <button type="button" class="button primary" on:click=move |_| on_retry.run(())>
                {icon(Icon::Refresh)}
                {words.faults.try_again}
            </button>
        </div>
    }
}

/// The vendor's own words and the request's identifier, for whoever has to look into it.
fn details(fault: &Fault, words: &'static Locale) -> AnyView {
    let vendor = match fault {
        Fault::Problem(problem) if problem.vendor_code.is_some() || problem.vendor_reason.is_some() => {
            let code = problem.vendor_code.map(|code| code.to_string()).unwrap_or_default();
            Some((words.faults.vendor_says)(&code, problem.vendor_reason.as_deref().unwrap_or_default()))
        }
        _ => None,
    };
    let request = fault.request_id().map(|id| (words.faults.request_id)(id));
    let line = |line| view! { <p class="alert-more">{line}</p> };
    [vendor, request].into_iter().flatten().map(line).collect_view().into_any()
}
