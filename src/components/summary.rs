//! What a window adds up to: its total, the states as a bar, what needs attention, and the tasks over time. All of it
//! leads on: to a filter, a shorter range, a task.

mod attention;
mod histogram;
mod shares;

use leptos::prelude::*;

use super::filters::{Chip, FilterChange};
use super::time::TimeContext;
use crate::dynamic::{Callback, Closure, Derived, class_while, derived, part, text, when};
use crate::locales::{Locale, grouped};
use crate::markup::{El, button, el};
use crate::model::overview::{Overview, Sums};

use attention::attention;
use histogram::histogram;
use shares::shares;

/// What a user can do with the summary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SummaryChange {
    /// Count all rows.
    Count,
    /// Stop reading the rows.
    Stop,
    /// Set a filter.
    Filter(FilterChange),
    /// Show nothing but exceptions.
    Exceptions,
    /// Open the task of a recall ID.
    Open(i64),
}

/// What the summary shows.
#[derive(Clone, Copy)]
pub struct SummaryState {
    /// What the window adds up to.
    pub overview: Derived<Overview>,
    /// The states, with their counts.
    pub statuses: Derived<Vec<Chip>>,
    /// How far it is, while the rows are read.
    pub reading: Derived<Option<String>>,
    /// Whether all rows are asked for, by the table or because the user wants to know: the sums come with them.
    pub wanted: Derived<bool>,
    /// The longest window that can be counted, in rows.
    pub max_rows: i64,
}

/// What stands in the place of the states.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Nothing: the rows are on their way, and the sums will come with them.
    Nothing,
    /// The way to the sums.
    Offer,
    /// Why there are none.
    TooMany,
    /// How far they are, and a way to stop.
    Reading,
    /// The states.
    Counted,
}

/// The summary. It is as high without sums as with them, so that nothing below it moves when they come.
pub fn summary(
    state: SummaryState,
    times: TimeContext,
    on_change: Callback<SummaryChange>,
    words: &'static Locale,
) -> El {
    let SummaryState { overview, statuses, reading, wanted, max_rows } = state;
    let step = derived(move || {
        overview.with(|overview| match overview {
            _ if reading.with(Option::is_some) => Step::Reading,
            Overview::Counted(_) => Step::Counted,
            // A count over a part of them would be none.
            Overview::Uncounted(total) if *total > max_rows => Step::TooMany,
            Overview::Uncounted(_) if !wanted.get() => Step::Offer,
            _ => Step::Nothing,
        })
    });
    let sums = derived(move || {
        overview.with(|overview| match overview {
            Overview::Counted(sums) => Some(sums.clone()),
            _ => None,
        })
    });
    let is_counted = derived(move || sums.with(Option::is_some));
    let total = move || {
        overview.with(|overview| match overview {
            Overview::Counted(Sums { at_hand, total, .. }) if at_hand < total => {
                (words.summary.part_of)(&grouped(*at_hand), &grouped(*total))
            }
            Overview::Counted(Sums { total, .. }) | Overview::Uncounted(total) => {
                (words.summary.tasks)(*total)
            }
            Overview::Nothing => String::new(),
        })
    };
    let count_all = move || {
        overview.with(|overview| match overview {
            Overview::Uncounted(total) | Overview::Counted(Sums { total, .. }) => {
                (words.summary.count_all)(&grouped(*total))
            }
            Overview::Nothing => String::new(),
        })
    };
    let of = derived(move || sums.with(|sums| sums.as_ref().map_or(0, |sums| sums.facets.of_all_statuses())));
    let act = move |label: Closure<AnyView>, change: SummaryChange| {
        button("button").on_click(move || on_change.run(change)).child(label)
    };
    let line = || el("div").class("summary-line way").hand_on_focus(".way");
    let offer = move || {
        line()
            .child(act(text(count_all), SummaryChange::Count))
            .child(el("span").class("field-label").child(words.summary.count_what))
    };
    let breakdown = move || match step.get() {
        Step::Nothing => None,
        Step::Offer => Some(offer()),
        Step::TooMany => {
            let why = (words.summary.too_many)(&grouped(max_rows));
            Some(line().child(el("span").class("field-label").child(why)))
        }
        Step::Reading => Some(
            line()
                .child(el("span").child(text(move || reading.get().unwrap_or_default())))
                .child(act(text(move || words.table.cancel.to_owned()), SummaryChange::Stop)),
        ),
        Step::Counted => Some(shares(statuses, of, on_change, words)),
    };
    let line = el("div").class("summary-line").child(el("span").class("total").child(text(total)));
    let states = el("div")
        .class("summary-states")
        .child(line.child(when(is_counted, move || untrack(|| attention(sums, times, on_change, words)))))
        .child(part(breakdown))
        // A phone gives them room only if they are wanted, although they may be at hand.
        .child(part(move || (step.get() == Step::Counted && !wanted.get()).then(offer)));
    el("section")
        .class(class_while("summary", "wanted", move || wanted.get()))
        .attr("tabindex", "-1")
        .attr("aria-label", words.summary.title)
        .child(states)
        .child(when(is_counted, move || untrack(|| histogram(sums, times.zone, on_change, words))))
}
