//! What needs attention: exceptions, and tasks that stand still, as far as that can be told.

use super::SummaryChange;
use crate::components::icon::{Icon, icon};
use crate::components::time::{TimeContext, timestamp};
use crate::dynamic::{Callback, Derived, derived, flag, part, text};
use crate::locales::Locale;
use crate::markup::{El, button, el};
use crate::model::meaning::Status;
use crate::model::overview::{Overdue, Sums};

/// The counts, and what leads to the tasks behind them.
pub fn attention(
    sums: Derived<Option<Sums>>,
    times: TimeContext,
    on_change: Callback<SummaryChange>,
    words: &'static Locale,
) -> El {
    let w = &words.summary;
    let count =
        move |read: fn(&Sums) -> i64| derived(move || sums.with(|sums| sums.as_ref().map_or(0, read)));
    let exceptions = count(|sums| sums.facets.status(Status::Exception.number()));
    let overdue = count(|sums| sums.overdue_count);
    let exceptions = button("button quiet")
        .attr("data-status", Status::Exception.slug())
        .attr("disabled", flag(move || exceptions.get() == 0))
        .on_click(move || on_change.run(SummaryChange::Exceptions))
        .child(icon(Icon::Triangle))
        .child(text(move || (w.exceptions)(exceptions.get())));
    let task = move |task: Overdue| {
        let Overdue { id, name, due } = task;
        let name = name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| words.missing.to_owned());
        let open = button("name")
            .attr("disabled", flag(move || id.is_none()))
            .on_click(move || id.into_iter().for_each(|id| on_change.run(SummaryChange::Open(id))))
            .child(name);
        el("li").child(open).child(timestamp(Some(due), None, times, words)).view()
    };
    // A memo of its own: a filter changes other sums, and leaves the list as it is.
    let tasks =
        derived(move || sums.with(|sums| sums.as_ref().map(|sums| sums.overdue.clone())).unwrap_or_default());
    let tasks = move || tasks.get().into_iter().map(task).collect::<Vec<_>>();
    // The browser's own: by mouse, touch and keyboard alike, and it stays as it is at a refresh.
    let opener = button("button quiet")
        .attr("data-status", Status::InProgress.slug())
        .attr("disabled", flag(move || overdue.get() == 0))
        .attr("popovertarget", "overdue")
        .child(icon(Icon::HalfCircle))
        .child(text(move || (w.overdue)(overdue.get())));
    let list = el("div")
        .class("overdue")
        .attr("id", "overdue")
        .attr("popover", "")
        .child(el("p").child(w.overdue_means))
        .child(el("ul").child(part(tasks)));
    el("div")
        .class("attention")
        .hand_on_focus(".attention")
        .child(el("span").class("field-label").child(w.attention))
        .child(exceptions)
        .child(opener)
        .child(list)
}
