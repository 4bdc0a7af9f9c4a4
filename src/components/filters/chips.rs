//! A group of toggle buttons, each with its count where it is known.

use leptos::prelude::*;

use crate::components::icon::icon;
use crate::components::status::status_icon;
use crate::locales::grouped;
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

/// A group of toggle buttons.
#[component]
pub fn Chips(
    /// The group's name.
    label: &'static str,
    /// The buttons.
    chips: Memo<Vec<Chip>>,
    /// Called with the number of the button that was pressed.
    on_toggle: Callback<i64>,
) -> impl IntoView {
    let numbers = move || chips.with(|chips| chips.iter().map(|chip| chip.number).collect::<Vec<_>>());
    let button = move |number: i64| {
        // One memo a button: a count that changes touches its own button and no other.
        let chip =
            Memo::new(move |_| chips.with(|chips| chips.iter().find(|chip| chip.number == number).cloned()));
        let part = move |read: fn(&Chip) -> Option<String>| move || chip.with(|chip| chip.as_ref().and_then(read));
        let status = chip.get_untracked().and_then(|chip| chip.status);
        view! {
            <button
                type="button"
                class="chip"
                data-status=status.map(Status::slug)
                aria-pressed=part(|chip| Some(chip.pressed.to_string()))
                on:click=move |_| on_toggle.run(number)
            >
                {status.map(|status| icon(status_icon(status)))}
                {part(|chip| Some(chip.label.clone()))}
                {move || {
                    part(|chip| chip.count.map(grouped))()
                        .map(|count| view! { " " <span class="chip-count">{count}</span> })
                }}
            </button>
        }
    };
    view! {
        <div class="chips" role="group" aria-label=label>
            <span class="field-label" aria-hidden="true">{label}</span>
            <For each=numbers key=|number| *number children=button/>
        </div>
    }
}
