//! The table of tasks.
//!
//! Change goes to the leaf: rows are keyed, each row is a memo of its own and each cell reads that, so a refresh
//! that changes one status touches one cell, and an unchanged answer touches nothing.

mod cell;
mod head;

use contract::Task;
use leptos::prelude::*;

use cell::cell;
use head::Head;

use crate::locales::Locale;
use crate::model::column::{Column, Sort};
use crate::model::row::{Row, RowKey};
use crate::model::time::{Instant, Zone};

/// What cells need besides their task.
#[derive(Clone, Copy)]
pub struct CellContext {
    /// The zone of the vendor's times.
    pub vendor: Memo<Zone>,
    /// The zone in which times are shown.
    pub zone: Memo<Zone>,
    /// Now.
    pub now: Memo<Instant>,
    /// The search text, whose match is marked.
    pub search: Memo<String>,
    /// Called with the ID of the task to open.
    pub on_open: Callback<i64>,
    /// The words.
    pub words: &'static Locale,
}

/// The table.
#[component]
pub fn TaskTable(
    /// The rows of the page.
    rows: Memo<Vec<Row>>,
    /// The columns shown, in order.
    columns: Memo<Vec<Column>>,
    /// The order of the rows.
    sort: Memo<Option<Sort>>,
    /// Called with the column whose header was pressed.
    on_sort: Callback<Column>,
    /// Whether other rows are on their way.
    busy: Memo<bool>,
    /// What cells need.
    context: CellContext,
) -> impl IntoView {
    let w = &context.words.table;
    let keys = move || rows.with(|rows| rows.iter().map(|row| row.key).collect::<Vec<_>>());
    let row = move |key: RowKey| {
        let task = Memo::new(move |previous: Option<&Task>| {
            let found = rows.with(|rows| rows.iter().find(|row| row.key == key).map(|row| row.task.clone()));
            // A row that is about to leave keeps its looks until it is gone.
            found.or_else(|| previous.cloned()).unwrap_or_default()
        });
        view! {
            <tr>
                <For each=move || columns.get() key=|column| *column children=move |column| cell(column, task, context)/>
            </tr>
        }
    };
    view! {
        <div class="table-region" role="region" aria-label=w.region tabindex="0">
            <table class="table" aria-busy=move || busy.get().to_string()>
                <caption class="visually-hidden">{w.caption}</caption>
                <Head columns=columns sort=sort on_sort=on_sort words=context.words/>
                <tbody>
                    <For each=keys key=|key| *key children=row/>
                </tbody>
            </table>
        </div>
    }
}
