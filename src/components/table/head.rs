//! The table's header: each column's name is a button that sorts by it.

use crate::components::icon::{Icon, icon};
use crate::dynamic::{Callback, Derived, attribute_if, derived, part};
use crate::locales::Locale;
use crate::markup::{El, button, el};
use crate::model::column::{Column, Sort};

/// The header row.
pub fn head(
    columns: Derived<Vec<Column>>,
    sort: Derived<Option<Sort>>,
    on_sort: Callback<Column>,
    words: &'static Locale,
) -> El {
    let header = move |column: Column| {
        let direction =
            derived(move || sort.get().filter(|sort| sort.column == column).map(|sort| sort.descending));
        let aria_sort =
            move || direction.get().map(|descending| if descending { "descending" } else { "ascending" });
        let glyph = move || {
            icon(match direction.get() {
                None => Icon::UpDown,
                Some(false) => Icon::Up,
                Some(true) => Icon::Down,
            })
        };
        el("th")
            .part("header-cell")
            .attr("scope", "col")
            .class(if column.is_numeric() { "head number" } else { "head" })
            .attr("aria-sort", attribute_if(aria_sort))
            .child(
                button("head-button")
                    .on_click(move || on_sort.run(column))
                    .child((words.table.column)(column))
                    .child(part(glyph)),
            )
            .view()
    };
    el("thead").child(el("tr").child(part(move || columns.get().into_iter().map(header).collect::<Vec<_>>())))
}
