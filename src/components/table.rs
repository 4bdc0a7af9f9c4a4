//! The table of tasks.
//!
//! Change goes to the leaf: rows are keyed, each row is a memo of its own and each cell reads that, so a refresh
//! that changes one status touches one cell, and an unchanged answer touches nothing.

mod cell;
mod head;

use contract::Task;
use leptos::prelude::*;

use cell::cell;
use head::head;

use super::time::TimeContext;
use crate::dynamic::{Callback, Closure, Derived, attribute_if, class_while, derived_after, part, truth};
use crate::locales::Locale;
use crate::markup::{El, el};
use crate::model::changes::Mark;
use crate::model::column::{Column, Sort};
use crate::model::row::{Row, RowKey};
use crate::model::text::Lower;

/// What the table shows.
#[derive(Clone, Copy)]
pub struct TableState {
    /// The rows of the page.
    pub rows: Derived<Vec<Row>>,
    /// The columns shown, in order.
    pub columns: Derived<Vec<Column>>,
    /// The order of the rows.
    pub sort: Derived<Option<Sort>>,
    /// Whether rows are on their way.
    pub busy: Derived<bool>,
    /// Whether the rows are from before the user's last change.
    pub behind: Derived<bool>,
    /// The cells that a refresh changed a moment ago.
    pub marks: Derived<Vec<Mark>>,
}

/// What cells need besides their task.
#[derive(Clone, Copy)]
pub struct CellContext {
    /// What times need.
    pub times: TimeContext,
    /// The search text, whose match is marked.
    pub search: Derived<String>,
    /// Lower case, for that match.
    pub lower: Lower,
    /// Called with the ID of the task to open.
    pub on_open: Callback<i64>,
    /// The words.
    pub words: &'static Locale,
}

/// The table. `on_sort` gets the column whose header was pressed.
pub fn task_table(state: TableState, on_sort: Callback<Column>, context: CellContext) -> El {
    let TableState { rows, columns, sort, busy, behind, marks } = state;
    let w = &context.words.table;
    let keys = move || rows.with(|rows| rows.iter().map(|row| row.key).collect::<Vec<_>>());
    let draw_row = move |key: RowKey| {
        let task = derived_after(move |before: Option<&Task>| {
            let found = rows.with(|rows| rows.iter().find(|row| row.key == key).map(|row| row.task.clone()));
            // A row that is about to leave keeps its looks until it is gone.
            found.or_else(|| before.cloned()).unwrap_or_default()
        });
        let cells = move || {
            let cell = |column| cell(column, task, context).attr("data-changed", changed(marks, key, column));
            columns.get().into_iter().map(|column| cell(column).view()).collect::<Vec<_>>()
        };
        el("tr").part("row").child(part(cells)).view()
    };
    let table = el("table")
        .part("table")
        .class(class_while("table", "behind", move || behind.get()))
        .attr("aria-busy", truth(move || busy.get()))
        .child(el("caption").class("visually-hidden").child(w.caption))
        .child(head(columns, sort, on_sort, context.words))
        .child(el("tbody").child(view! { <For each=keys key=|key| *key children=draw_row/> }.into_any()));
    el("div")
        .class("table-region")
        .attr("role", "region")
        .attr("aria-label", w.region)
        .attr("tabindex", "0")
        .child(table)
}

/// Marks a cell that a refresh changed. Another change within the time of the mark is another value, so that the mark
/// begins anew.
fn changed(marks: Derived<Vec<Mark>>, row: RowKey, column: Column) -> Closure<Option<String>> {
    attribute_if(move || {
        let here = |mark: &&Mark| mark.row == row && mark.column == column;
        let at = marks.with(|marks| marks.iter().rfind(here).map(|mark| mark.at))?;
        Some(if at % 2 == 0 { "even" } else { "odd" })
    })
}
