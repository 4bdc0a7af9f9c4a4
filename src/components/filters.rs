//! The filters: time range, search, states, recall types, and the button that takes them away.

mod chips;
mod range;
mod search;

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::locales::Locale;
use crate::model::facets::Facets;
use crate::model::meaning::{RecallType, Status};
use crate::model::time::Zone;
use crate::model::view::View;
use crate::model::window::Range;

use chips::{Chip, Chips};
use range::RangePicker;
use search::SearchBox;

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

/// All filters. On a narrow panel they fold into one button that shows how many are set.
#[component]
pub fn Filters(
    /// The view that they stand for.
    view: Memo<View>,
    /// Counts, where all rows are at hand.
    facets: Memo<Option<Facets>>,
    /// The zone in which times are typed.
    zone: Memo<Zone>,
    /// The window that the range means at the moment, to begin a range of one's own with.
    window: Signal<Option<crate::model::window::Window>>,
    /// Called with what the user did.
    on_change: Callback<FilterChange>,
    /// Called with the search text, once the user has paused.
    on_search: Callback<String>,
    /// The words.
    words: &'static Locale,
) -> impl IntoView {
    let w = &words.filters;
    let unfolded = RwSignal::new(false);
    let range = Memo::new(move |_| view.with(|view| view.range));
    let search = Memo::new(move |_| view.with(|view| view.search.clone()));
    let set = Memo::new(move |_| view.with(View::active_filters));
    view! {
        <section class="filters" class:unfolded=move || unfolded.get() aria-label=w.title>
            <button
                type="button"
                class="button filters-fold"
                aria-expanded=move || unfolded.get().to_string()
                on:click=move |_| unfolded.update(|unfolded| *unfolded = !*unfolded)
            >
                {icon(Icon::Funnel)}
                {move || (w.unfold)(set.get())}
            </button>
            <div class="filters-body">
                <RangePicker
                    range=range
                    zone=zone
                    window=window
                    on_range=Callback::new(move |range| on_change.run(FilterChange::Range(range)))
                    words=words
                />
                <div class="filters-line">
                    <SearchBox search=search on_search=on_search words=words/>
                    <Chips
                        label=w.status
                        chips=status_chips(view, facets, words)
                        on_toggle=Callback::new(move |number| on_change.run(FilterChange::Status(number)))
                    />
                    <Chips
                        label=w.recall_type
                        chips=type_chips(view, facets, words)
                        on_toggle=Callback::new(move |number| on_change.run(FilterChange::Type(number)))
                    />
                    <button
                        type="button"
                        class="button quiet"
                        disabled=move || set.get() == 0
                        on:click=move |_| on_change.run(FilterChange::Clear)
                    >
                        {icon(Icon::Close)}
                        {w.clear}
                    </button>
                </div>
            </div>
        </section>
    }
}

/// The documented states, and after them whatever else occurs or is chosen.
fn status_chips(view: Memo<View>, facets: Memo<Option<Facets>>, words: &'static Locale) -> Memo<Vec<Chip>> {
    Memo::new(move |_| {
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
fn type_chips(view: Memo<View>, facets: Memo<Option<Facets>>, words: &'static Locale) -> Memo<Vec<Chip>> {
    Memo::new(move |_| {
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
