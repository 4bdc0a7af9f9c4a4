//! The table's header: each column's name is a button that sorts by it.

use leptos::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::locales::Locale;
use crate::model::column::{Column, Sort};

/// The header row.
#[component]
pub fn Head(
    /// The columns shown, in order.
    columns: Memo<Vec<Column>>,
    /// The order of the rows.
    sort: Memo<Option<Sort>>,
    /// Called with the column whose header was pressed.
    on_sort: Callback<Column>,
    /// The words.
    words: &'static Locale,
) -> impl IntoView {
    let header = move |column: Column| {
        let direction = Memo::new(move |_| {
            sort.get().filter(|sort| sort.column == column).map(|sort| sort.descending)
        });
        let aria_sort =
            move || direction.get().map(|descending| if descending { "descending" } else { "ascending" });
        let glyph = move || {
            icon(match direction.get() {
                None => Icon::UpDown,
                Some(false) => Icon::Up,
                Some(true) => Icon::Down,
            })
        };
        view! {
            <th scope="col" class="head" data-column=column.name() class:number=column.is_numeric() aria-sort=aria_sort>
                <button type="button" class="head-button" on:click=move |_| on_sort.run(column)>
                    {(words.table.column)(column)}
                    {glyph}
                </button>
            </th>
        }
    };
    view! {
        <thead>
            <tr>
                <For each=move || columns.get() key=|column| *column children=header/>
            </tr>
        </thead>
    }
}
