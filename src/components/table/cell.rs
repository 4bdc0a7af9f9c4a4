//! The cells of a row.

use super::body::Line;
use super::{CellContext, Look};
use crate::components::progress::progress_bar;
use crate::components::status::status_badge;
use crate::components::time::time;
use crate::locales::grouped;
use crate::markup::{El, button, el};
use crate::model::column::Column;
use crate::model::meaning::RecallType;
use crate::model::text::split_match;

/// The cell of a column.
pub(super) fn cell(column: Column, line: &Line, look: &Look, context: CellContext) -> El {
    let cell = el("td")
        .class(if column.is_numeric() { "cell number" } else { "cell" })
        .attr("data-column", column.name())
        .attr("data-changed", changed(line, column));
    let words = context.words;
    let task = &line.task;
    match column {
        Column::Status => cell.child(status_badge(task.status, words)),
        Column::Name => cell.child(name(line, look, context)),
        Column::Task => {
            let copy = task.task_id.map(|id| copy_button(id.to_string(), context));
            cell.child(identifier(task.task_id, context)).child(copy)
        }
        Column::Type => cell.child(match task.recall_type {
            Some(number) => (words.recall_type)(RecallType::from_number(number)),
            None => words.missing.to_owned(),
        }),
        Column::Progress => cell.child(progress_bar(task, words)),
        Column::Interval => cell.child(match task.recall_interval {
            Some(minutes) => (words.minutes)(&grouped(minutes)),
            None => words.missing.to_owned(),
        }),
        Column::Created => {
            let (instant, ago) = line.created.clone().unzip();
            cell.child(time(instant, task.create_time.clone(), look.zone, ago, words))
        }
        Column::Id => cell.child(identifier(task.key_id, context)),
    }
}

/// Marks a cell that a refresh changed. Another change within the time of the mark is another value, so that the mark
/// begins anew.
fn changed(line: &Line, column: Column) -> Option<&'static str> {
    let mark = line.marks.iter().rfind(|mark| mark.column == column)?;
    Some(if mark.at % 2 == 0 { "even" } else { "odd" })
}

/// An identifier: never grouped, so that it can be copied and searched for.
fn identifier(number: Option<i64>, context: CellContext) -> String {
    number.map_or_else(|| context.words.missing.to_owned(), |number| number.to_string())
}

/// The name opens the task. Text is text: markup in a name is shown and never run.
fn name(line: &Line, look: &Look, context: CellContext) -> El {
    let name = line.task.task_name.as_deref().filter(|name| !name.trim().is_empty());
    let name = name.unwrap_or(context.words.missing);
    let (before, found, after) = split_match(name, &look.search, context.lower);
    let id = line.task.key_id.map(|id| id.to_string());
    button("name")
        .attr("disabled", id.is_none().then_some(""))
        .attr("value", id)
        .child(before.to_owned())
        .child((!found.is_empty()).then(|| el("mark").child(found.to_owned())))
        .child(after.to_owned())
}

/// Copies a task's ID. Its icon is drawn by the style sheet, and only where it is seen.
fn copy_button(id: String, context: CellContext) -> El {
    let words = context.words;
    let label = (words.drawer.copy)(&format!("{} {id}", (words.table.column)(Column::Task)));
    button("copy").attr("value", id).attr("aria-label", label.clone()).attr("title", label)
}
