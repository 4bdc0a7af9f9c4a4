//! The cells of a row. Each reads only what it shows.

use contract::Task;
use leptos::prelude::*;

use super::CellContext;
use crate::components::progress::progress_bar;
use crate::components::status::status_badge;
use crate::components::time::timestamp;
use crate::locales::grouped;
use crate::model::column::Column;
use crate::model::meaning::RecallType;
use crate::model::row::created_at;
use crate::model::text::split_match;

/// The cell of a column.
pub fn cell(column: Column, task: Memo<Task>, context: CellContext) -> AnyView {
    let content = match column {
        Column::Status => status(task, context),
        Column::Name => name(task, context),
        Column::Task => number(task, context, |task| task.task_id),
        Column::Type => recall_type(task, context),
        Column::Progress => progress(task, context),
        Column::Interval => interval(task, context),
        Column::Created => created(task, context),
        Column::Id => number(task, context, |task| task.key_id),
    };
    view! { <td class="cell" data-column=column.name() class:number=column.is_numeric()>{content}</td> }.into_any()
}

/// The part of a task that a cell shows: changes only when that part does.
fn part<T: PartialEq + Send + Sync + 'static>(task: Memo<Task>, read: fn(&Task) -> T) -> Memo<T> {
    Memo::new(move |_| task.with(read))
}

fn status(task: Memo<Task>, context: CellContext) -> AnyView {
    let status = part(task, |task| task.status);
    (move || status_badge(status.get(), context.words)).into_any()
}

/// The name opens the task. Text is text: markup in a name is shown and never run.
fn name(task: Memo<Task>, context: CellContext) -> AnyView {
    let name = part(task, |task| task.task_name.clone());
    let id = part(task, |task| task.key_id);
    let text = move || {
        let name = name.get().filter(|name| !name.trim().is_empty());
        let name = name.unwrap_or_else(|| context.words.missing.to_owned());
        let (before, found, after) = context.search.with(|search| split_match(&name, search));
        let found = (!found.is_empty()).then(|| view! { <mark>{found.to_owned()}</mark> });
        (before.to_owned(), found, after.to_owned())
    };
    view! {
        <button
            type="button"
            class="name"
            disabled=move || id.get().is_none()
            on:click=move |_| {
                if let Some(id) = id.get_untracked() {
                    context.on_open.run(id);
                }
            }
        >
            {text}
        </button>
    }
    .into_any()
}

/// An identifier: never grouped, so that it can be copied and searched for.
fn number(task: Memo<Task>, context: CellContext, read: fn(&Task) -> Option<i64>) -> AnyView {
    let number = part(task, read);
    (move || number.get().map_or_else(|| context.words.missing.to_owned(), |number| number.to_string())).into_any()
}

fn recall_type(task: Memo<Task>, context: CellContext) -> AnyView {
    let kind = part(task, |task| task.recall_type);
    (move || match kind.get() {
        Some(number) => (context.words.recall_type)(RecallType::from_number(number)),
        None => context.words.missing.to_owned(),
    })
    .into_any()
}

fn progress(task: Memo<Task>, context: CellContext) -> AnyView {
    let attempts =
        part(task, |task| Task { finish_num: task.finish_num, recall_num: task.recall_num, ..Task::default() });
    (move || progress_bar(&attempts.get(), context.words)).into_any()
}

fn interval(task: Memo<Task>, context: CellContext) -> AnyView {
    let minutes = part(task, |task| task.recall_interval);
    (move || match minutes.get() {
        Some(minutes) => grouped_minutes(minutes, context),
        None => context.words.missing.to_owned(),
    })
    .into_any()
}

fn grouped_minutes(minutes: i64, context: CellContext) -> String {
    (context.words.minutes)(&grouped(minutes))
}

fn created(task: Memo<Task>, context: CellContext) -> AnyView {
    let raw = part(task, |task| task.create_time.clone());
    (move || {
        let raw = raw.get();
        let made = Task { create_time: raw.clone(), ..Task::default() };
        let instant = created_at(&made, context.vendor.get());
        timestamp(instant, raw, context.zone, context.now, context.words)
    })
    .into_any()
}
