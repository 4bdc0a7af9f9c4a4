//! A group of toggle buttons, each with its count where it is known.

use crate::components::icon::icon;
use crate::components::status::status_icon;
use crate::dynamic::{Callback, Derived, derived, part, text, truth};
use crate::locales::grouped;
use crate::markup::{El, button, el};
use crate::model::meaning::Status;

/// One toggle button.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    /// The vendor's number that it stands for.
    pub number: i64,
    /// Its words.
    pub label: String,
    /// The state whose shape and colour it has.
    pub status: Option<Status>,
    /// How many rows it would show.
    pub count: Option<i64>,
    /// Whether it is on.
    pub pressed: bool,
}

/// A group of toggle buttons. `on_toggle` gets the number of the button that was pressed.
pub fn chips(label: &'static str, chips: Derived<Vec<Chip>>, on_toggle: Callback<i64>) -> El {
    let numbers =
        derived(move || chips.with(|chips| chips.iter().map(|chip| chip.number).collect::<Vec<_>>()));
    let buttons = move || {
        let button = |number| toggle_button(number, chips, on_toggle).view();
        numbers.get().into_iter().map(button).collect::<Vec<_>>()
    };
    el("div")
        .class("chips")
        .attr("role", "group")
        .attr("aria-label", label)
        .child(el("span").class("field-label").attr("aria-hidden", "true").child(label))
        .child(part(buttons))
}

/// One memo a button: a count that changes touches its own button and no other.
fn toggle_button(number: i64, chips: Derived<Vec<Chip>>, on_toggle: Callback<i64>) -> El {
    let chip = derived(move || chips.with(|chips| chips.iter().find(|chip| chip.number == number).cloned()));
    let status = chip.get_untracked().and_then(|chip| chip.status);
    let count = move || {
        let count = chip.get().and_then(|chip| chip.count);
        count.map(|count| format!(" {}", grouped(count))).unwrap_or_default()
    };
    button("chip")
        .attr("data-status", status.map_or("", Status::slug))
        .attr("aria-pressed", truth(move || chip.get().is_some_and(|chip| chip.pressed)))
        .on_click(move || on_toggle.run(number))
        .child(status.map(|status| icon(status_icon(status))))
        .child(text(move || chip.get().map(|chip| chip.label).unwrap_or_default()))
        // There also while the count is not known, so that nothing moves when it comes.
        .child(el("span").class("chip-count").child(text(count)))
}
