//! The drawer with everything about one task. A native modal dialog: it keeps the focus, Escape closes it, and the
//! focus goes back to where it was.

use contract::Task;
use leptos::html::Dialog;
use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::progress::progress_bar;
use super::status::status_badge;
use super::time::timestamp;
use crate::locales::{Locale, grouped};
use crate::model::column::Column;
use crate::model::meaning::RecallType;
use crate::model::row::created_at;
use crate::model::time::{Instant, Zone};

/// The task of the address: its ID, and the task itself if it is among the rows at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenTask {
    /// The ID.
    pub id: i64,
    /// The task.
    pub task: Option<Task>,
}

/// What the drawer needs to write times.
#[derive(Clone, Copy)]
pub struct TimeContext {
    /// The zone of the vendor's times.
    pub vendor: Memo<Zone>,
    /// The zone in which times are shown.
    pub zone: Memo<Zone>,
    /// Now.
    pub now: Memo<Instant>,
}

/// Shows one task.
#[component]
pub fn TaskDrawer(
    /// The task.
    open: Memo<Option<OpenTask>>,
    /// Whether it may still come: rows are on their way.
    busy: Memo<bool>,
    /// What times need.
    times: TimeContext,
    /// Called when the user closes it.
    on_close: Callback<()>,
    /// Called with a text to copy and its name.
    on_copy: Callback<(String, String)>,
    /// The words.
    words: &'static Locale,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    // Drives the dialog: it is opened once it is in the page; it leaves with its task.
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // It can only fail where the element was taken out in between.
            let _ = dialog.show_modal();
        }
    });
    // Closing it natively gives the focus back; the `close` event then takes it out of the page.
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let id = Memo::new(move |_| open.with(|open| open.as_ref().map(|open| open.id)));
    let title = move || {
        open.with(|open| {
            let name = open.as_ref().and_then(|open| open.task.as_ref()).and_then(|task| task.task_name.clone());
            name.filter(|name| !name.trim().is_empty())
                .unwrap_or_else(|| format!("{} {}", (words.table.column)(Column::Id), id.get().unwrap_or_default()))
        })
    };
    let body = move || match open.get() {
        Some(OpenTask { task: Some(task), .. }) => facts(task, times, on_copy, words).into_any(),
        Some(OpenTask { id, task: None }) if !busy.get() => {
            view! { <p class="drawer-missing">{(words.drawer.not_found)(&id.to_string())}</p> }.into_any()
        }
        Some(_) => view! { <p class="drawer-missing">{words.table.loading}</p> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <Show when=move || id.get().is_some()>
            <dialog
                class="drawer"
                aria-labelledby="drawer-title"
                node_ref=dialog
                on:close=move |_| on_close.run(())
            >
                <div class="drawer-head">
                    <h2 class="drawer-title" id="drawer-title">{title}</h2>
                    <button
                        type="button"
                        class="button square"
                        aria-label=words.drawer.close
                        title=words.drawer.close
                        on:click=move |_| close()
                    >
                        {icon(Icon::Close)}
                    </button>
                </div>
                {body}
            </dialog>
        </Show>
    }
}

fn facts(
    task: Task,
    times: TimeContext,
    on_copy: Callback<(String, String)>,
    words: &'static Locale,
) -> impl IntoView {
    let number = |value: Option<i64>| value.map_or_else(|| words.missing.to_owned(), |value| value.to_string());
    let grouped_number = |value: Option<i64>| value.map_or_else(|| words.missing.to_owned(), grouped);
    let kind = task.recall_type.map(|number| (words.recall_type)(RecallType::from_number(number)));
    let interval = task.recall_interval.map(|minutes| (words.minutes)(&grouped(minutes)));
    let raw_time = task.create_time.clone();
    let created = {
        let task = task.clone();
        move || {
            let instant = created_at(&task, times.vendor.get());
            timestamp(instant, task.create_time.clone(), times.zone, times.now, words)
        }
    };
    let or_missing = |text: Option<String>| text.unwrap_or_else(|| words.missing.to_owned());
    let fact = |label: &'static str, value: AnyView, copy: Option<String>| {
        let button = copy.map(|text| {
            let what = (words.drawer.copy)(label);
            view! {
                <button
                    type="button"
                    class="button square quiet"
                    aria-label=what.clone()
                    title=what
                    on:click=move |_| on_copy.run((text.clone(), label.to_owned()))
                >
                    {icon(Icon::Copy)}
                </button>
            }
        });
        view! { <div class="fact"><dt>{label}</dt><dd>{value}{button}</dd></div> }
    };
    let column = words.table.column;
    view! {
        <dl class="facts">
            {fact(column(Column::Status), status_badge(task.status, words), None)}
            {fact(column(Column::Progress), progress_bar(&task, words), None)}
            {fact(column(Column::Name), or_missing(task.task_name.clone()).into_any(), task.task_name.clone())}
            {fact(column(Column::Task), number(task.task_id).into_any(), task.task_id.map(|id| id.to_string()))}
            {fact(column(Column::Id), number(task.key_id).into_any(), task.key_id.map(|id| id.to_string()))}
            {fact(column(Column::Type), or_missing(kind).into_any(), None)}
            {fact(column(Column::Interval), or_missing(interval).into_any(), None)}
            {fact(words.drawer.attempts_asked, grouped_number(task.recall_num).into_any(), None)}
            {fact(words.drawer.attempts_done, grouped_number(task.finish_num).into_any(), None)}
            {fact(column(Column::Created), created.into_any(), raw_time)}
        </dl>
    }
}
