//! The filters: time range, search, states, recall types, and the button that takes them away.

mod chips;
mod range;
mod search;

use super::icon::{Icon, icon};
use crate::dynamic::{Callback, Derived, class_while, derived, flag, held, part, text, truth};
use crate::locales::Locale;
use crate::markup::{El, button, el};
use crate::model::facets::Facets;
use crate::model::meaning::{RecallType, Status};
use crate::model::time::Zone;
use crate::model::view::View;
use crate::model::window::{Range, Window};

use chips::chips;
use range::range_picker;
use search::search_box;

pub use chips::Chip;

/// What a user can do with the filters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FilterChange {
    /// Another range.
    Range(Range),
    /// A state on or off, by the vendor's number.
    Status(i64),
    /// A recall type on or off, by the vendor's number.
    Type(i64),
    /// All filters off.
    Clear,
}

/// What the filters stand for.
#[derive(Clone, Copy)]
pub struct FilterState {
    /// The view.
    pub view: Derived<View>,
    /// Counts, where all rows are at hand.
    pub facets: Derived<Option<Facets>>,
    /// Whether a count may have more than three digits, as far as is known before all rows are at hand.
    pub many: Derived<bool>,
    /// The zone in which times are typed, and its name.
    pub zone: (Derived<Zone>, Derived<String>),
    /// The window that the range means at the moment, to begin a range of one's own with.
    pub window: Derived<Option<Window>>,
    /// Whether the way to clear the filters stands where the rows would: one such button is enough.
    pub offered_elsewhere: Derived<bool>,
}

/// All filters. On a narrow panel they fold into one button that shows how many are set. `on_search` gets the search
/// text once the user has paused.
pub fn filters(
    state: FilterState,
    on_change: Callback<FilterChange>,
    on_search: Callback<String>,
    words: &'static Locale,
) -> El {
    let FilterState { view, facets, many, zone, window, offered_elsewhere } = state;
    let w = &words.filters;
    let unfolded = held(false);
    let range = derived(move || view.with(|view| view.range));
    let set = derived(move || view.with(View::active_filters));
    let fold = button("button filters-fold")
        .attr("aria-expanded", truth(move || unfolded.get()))
        .on_click(move || unfolded.update(|unfolded| *unfolded = !*unfolded))
        .child(icon(Icon::Funnel))
        .child(text(move || (w.unfold)(set.get())));
    let clear = move || {
        let clear = button("button quiet")
            // Not `disabled`: who pressed it would lose the focus.
            .attr("aria-disabled", truth(move || set.get() == 0))
            .on_click(move || {
                if set.get_untracked() > 0 {
                    on_change.run(FilterChange::Clear);
                }
            })
            .child(icon(Icon::Close))
            .child(w.clear);
        (!offered_elsewhere.get()).then_some(clear)
    };
    let on_range = Callback::new(move |range| on_change.run(FilterChange::Range(range)));
    let on_status = Callback::new(move |number| on_change.run(FilterChange::Status(number)));
    let on_type = Callback::new(move |number| on_change.run(FilterChange::Type(number)));
    let line = el("div")
        .class("filters-line")
        .child(search_box(derived(move || view.with(|view| view.search.clone())), on_search, words))
        .child(chips(w.status, status_chips(view, facets, words), on_status))
        .child(chips(w.recall_type, type_chips(view, facets, words), on_type))
        .child(part(clear));
    let body =
        el("div").class("filters-body").child(range_picker(range, zone, window, on_range, words)).child(line);
    el("section")
        .part("filters")
        .class(class_while("filters", "unfolded", move || unfolded.get()))
        .attr("aria-label", w.title)
        .attr("data-many", flag(move || many.get()))
        .child(fold)
        .child(body)
}

/// The documented states, and after them whatever else occurs or is chosen.
pub fn status_chips(
    view: Derived<View>,
    facets: Derived<Option<Facets>>,
    words: &'static Locale,
) -> Derived<Vec<Chip>> {
    derived(move || {
        let chosen = view.with(|view| view.statuses.clone());
        facets.with(|facets| {
            let occurring = facets.iter().flat_map(Facets::status_numbers);
            let numbers = numbers(Status::KNOWN.map(Status::number), occurring, &chosen);
            let chip = |number: i64| {
                let status = Status::from_number(number);
                Chip {
                    number,
                    label: (words.status)(status),
                    status: Some(status),
                    count: facets.as_ref().map(|facets| facets.status(number)),
                    pressed: chosen.contains(&number),
                }
            };
            numbers.into_iter().map(chip).collect()
        })
    })
}

/// Likewise for recall types.
fn type_chips(
    view: Derived<View>,
    facets: Derived<Option<Facets>>,
    words: &'static Locale,
) -> Derived<Vec<Chip>> {
    derived(move || {
        let chosen = view.with(|view| view.types.clone());
        facets.with(|facets| {
            let occurring = facets.iter().flat_map(Facets::type_numbers);
            let numbers = numbers(RecallType::KNOWN.map(RecallType::number), occurring, &chosen);
            let chip = |number: i64| Chip {
                number,
                label: (words.recall_type)(RecallType::from_number(number)),
                status: None,
                count: facets.as_ref().map(|facets| facets.kind(number)),
                pressed: chosen.contains(&number),
            };
            numbers.into_iter().map(chip).collect()
        })
    })
}

fn numbers(
    known: impl IntoIterator<Item = i64>,
    occurring: impl Iterator<Item = i64>,
    chosen: &[i64],
) -> Vec<i64> {
    let mut all: Vec<i64> = known.into_iter().collect();
    for number in occurring.chain(chosen.iter().copied()) {
        if !all.contains(&number) {
            all.push(number);
        }
    }
    all
}
