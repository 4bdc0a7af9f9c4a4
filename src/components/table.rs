//! The table of tasks.

mod body;
mod cell;
mod head;

use body::Body;
use head::head;

use super::time::TimeContext;
use crate::dynamic::{Callback, Derived, class_while, truth};
use crate::locales::Locale;
use crate::markup::{El, Node, el};
use crate::model::changes::Mark;
use crate::model::column::{Column, Sort};
use crate::model::row::Row;
use crate::model::text::Lower;
use crate::model::time::Zone;

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

/// What rows need besides their tasks.
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
    /// Called with the ID to copy.
    pub on_copy: Callback<String>,
    /// The words.
    pub words: &'static Locale,
}

/// What is the same for all rows.
#[derive(PartialEq)]
struct Look {
    columns: Vec<Column>,
    search: String,
    zone: Zone,
    vendor: Zone,
}

/// The table. `on_sort` gets the column whose header was pressed.
pub fn task_table(state: TableState, on_sort: Callback<Column>, context: CellContext) -> El {
    let TableState { rows, columns, sort, busy, behind, marks } = state;
    let CellContext { times, search, on_open, on_copy, words, .. } = context;
    let w = &words.table;
    let place = Node::new();
    let mut body = Body::default();
    place.drive(move |place| {
        let look = Look {
            columns: columns.get(),
            search: search.get(),
            zone: times.zone.get(),
            vendor: times.vendor.get(),
        };
        let now = times.now.get();
        rows.with(|rows| marks.with(|marks| body.show(&place, rows, marks, look, now, context)));
    });
    // One listener for the buttons of all rows.
    let press = move |class: &str, value: String| {
        if class == "copy" {
            on_copy.run(value);
        } else if let Ok(id) = value.parse() {
            on_open.run(id);
        }
    };
    let table = el("table")
        .part("table")
        .class(class_while("table", "behind", move || behind.get()))
        .attr("aria-busy", truth(move || busy.get()))
        .child(el("caption").class("visually-hidden").child(w.caption))
        .child(head(columns, sort, on_sort, words))
        .child(el("tbody").node(place).on_press_within(press));
    el("div")
        .class("table-region")
        .attr("role", "region")
        .attr("aria-label", w.region)
        .attr("tabindex", "0")
        .child(table)
}
