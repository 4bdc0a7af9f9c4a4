//! The cells of a row. Each reads only what it shows.

use contract::Task;
use leptos::prelude::*;

use super::CellContext;
use crate::components::progress::progress_bar;
use crate::components::status::status_badge;
use crate::components::time::timestamp;
use crate::dynamic::{Derived, Value, derived, flag, part, text};
use crate::locales::grouped;
use crate::markup::{El, button, el};
use crate::model::column::Column;
use crate::model::meaning::RecallType;
use crate::model::row::created_at;
use crate::model::text::split_match;

/// The cell of a column.
pub fn cell(column: Column, task: Derived<Task>, context: CellContext) -> El {
    let cell = el("td")
        .class(if column.is_numeric() { "cell number" } else { "cell" })
        .attr("data-column", column.name());
    let words = context.words;
    match column {
        Column::Status => {
            let status = field(task, |task| task.status);
            cell.child(part(move || status_badge(status.get(), words)))
        }
        Column::Name => cell.child(name(task, context)),
        Column::Task => identifier(cell, task, context, |task| task.task_id),
        Column::Type => {
            let kind = field(task, |task| task.recall_type);
            cell.child(text(move || match kind.get() {
                Some(number) => (words.recall_type)(RecallType::from_number(number)),
                None => words.missing.to_owned(),
            }))
        }
        Column::Progress => {
            let attempts = |task: &Task| Task {
                finish_num: task.finish_num,
                recall_num: task.recall_num,
                ..Task::default()
            };
            let attempts = field(task, attempts);
            cell.child(part(move || attempts.with(|attempts| progress_bar(attempts, words))))
        }
        Column::Interval => {
            let minutes = field(task, |task| task.recall_interval);
            cell.child(text(move || match minutes.get() {
                Some(minutes) => (words.minutes)(&grouped(minutes)),
                None => words.missing.to_owned(),
            }))
        }
        Column::Created => {
            let raw = field(task, |task| task.create_time.clone());
            cell.child(part(move || {
                let made = Task { create_time: raw.get(), ..Task::default() };
                let instant = created_at(&made, context.times.vendor.get());
                timestamp(instant, made.create_time, context.times, words)
            }))
        }
        Column::Id => identifier(cell, task, context, |task| task.key_id),
    }
}

/// The part of a task that a cell shows: changes only when that part does.
fn field<T: Value + PartialEq>(task: Derived<Task>, read: fn(&Task) -> T) -> Derived<T> {
    derived(move || task.with(read))
}

/// An identifier: never grouped, so that it can be copied and searched for.
fn identifier(cell: El, task: Derived<Task>, context: CellContext, read: fn(&Task) -> Option<i64>) -> El {
    let number = field(task, read);
    cell.child(text(move || {
        number.get().map_or_else(|| context.words.missing.to_owned(), |number| number.to_string())
    }))
}

/// The name opens the task. Text is text: markup in a name is shown and never run.
fn name(task: Derived<Task>, context: CellContext) -> El {
    let name = field(task, |task| task.task_name.clone());
    let id = field(task, |task| task.key_id);
    let label = move || {
        let name = name.get().filter(|name| !name.trim().is_empty());
        let name = name.unwrap_or_else(|| context.words.missing.to_owned());
        let (before, found, after) = context.search.with(|search| split_match(&name, search, context.lower));
        let found = (!found.is_empty()).then(|| el("mark").child(found.to_owned()).view());
        [Some(before.to_owned().into_any()), found, Some(after.to_owned().into_any())]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
    };
    button("name")
        .attr("disabled", flag(move || id.get().is_none()))
        .on_click(move || {
            if let Some(id) = id.get_untracked() {
                context.on_open.run(id);
            }
        })
        .child(part(label))
}
