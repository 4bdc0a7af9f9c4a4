//! The states as parts of one bar, each a check box of the filter: the toggle buttons that it doubles have the names.

use super::SummaryChange;
use crate::components::filters::{Chip, FilterChange};
use crate::components::icon::icon;
use crate::components::status::status_icon;
use crate::dynamic::{Callback, Derived, part};
use crate::locales::{Locale, grouped};
use crate::markup::{El, button, el};
use crate::model::meaning::Status;

/// The bar. `of` is how many rows it stands for.
pub fn shares(
    statuses: Derived<Vec<Chip>>,
    of: Derived<i64>,
    on_change: Callback<SummaryChange>,
    words: &'static Locale,
) -> El {
    // A state without rows keeps its place in the list, so that the focus stays where it is when one comes or goes.
    let share = move |chip: Chip| {
        let Chip { number, count, pressed, .. } = chip;
        let count = count.unwrap_or(0);
        let name = (words.summary.share)(&chip.label, &grouped(count), &grouped(of.get()));
        button("share")
            .attr("data-status", chip.status.map_or("", Status::slug))
            .attr("role", "checkbox")
            .attr("aria-checked", if pressed { "true" } else { "false" })
            .attr("aria-label", name.clone())
            .attr("title", name)
            .style("flex-grow", count.to_string())
            .style("display", if count > 0 || pressed { "" } else { "none" }.to_owned())
            .on_click(move || on_change.run(SummaryChange::Filter(FilterChange::Status(number))))
            .child(chip.status.map(|status| icon(status_icon(status))))
            .child(grouped(count))
            .view()
    };
    el("div")
        .class("shares")
        .hand_on_focus(".shares")
        .attr("role", "group")
        .attr("aria-label", words.summary.shares)
        .child(part(move || statuses.get().into_iter().map(share).collect::<Vec<_>>()))
}
