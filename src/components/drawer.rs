//! The drawer with everything about one task.

use contract::Task;
use leptos::prelude::*;

use super::copy::copy_button;
use super::icon::{Icon, icon};
use super::modal::modal;
use super::progress::progress_bar;
use super::status::status_badge;
use super::time::{TimeContext, timestamp};
use crate::dynamic::{Callback, Derived, derived, part, text, when};
use crate::locales::{Locale, grouped};
use crate::markup::{Child, El, button, el};
use crate::model::column::Column;
use crate::model::meaning::RecallType;
use crate::model::row::created_at;
use crate::model::time::format_wall;

/// The task of the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenTask {
    /// Its ID.
    pub id: i64,
    /// The task itself, if it is among the rows at hand.
    pub task: Option<Task>,
    /// Whether it may still come: rows are on their way.
    pub may_come: bool,
    /// What the user can do to have it looked for in the rest of the window, if not all of that is at hand.
    pub offer: Option<String>,
}

/// What the user does in the drawer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DrawerAction {
    /// Closes it.
    Close,
    /// Copies a text, which has a name.
    Copy(String, String),
    /// Copies a link to it.
    Link,
    /// Has the task looked for in the rest of the window.
    Look,
}

/// Shows one task.
pub fn task_drawer(
    open: Derived<Option<OpenTask>>,
    times: TimeContext,
    on_act: Callback<DrawerAction>,
    words: &'static Locale,
) -> impl Child {
    let is_open = derived(move || open.get().is_some());
    when(is_open, move || untrack(|| dialog(open, times, on_act, words).view()))
}

fn dialog(
    open: Derived<Option<OpenTask>>,
    times: TimeContext,
    on_act: Callback<DrawerAction>,
    words: &'static Locale,
) -> El {
    let close = Callback::new(move |()| on_act.run(DrawerAction::Close));
    let copy = Callback::new(move |(text, what)| on_act.run(DrawerAction::Copy(text, what)));
    let (dialog, _) = modal("dialog drawer", text(move || title(open.get(), words)), close, words);
    let missing = || el("div").class("drawer-missing");
    let look = move |label: String| {
        button("button primary").on_click(move || on_act.run(DrawerAction::Look)).child(label)
    };
    let body = move || match open.get() {
        Some(OpenTask { task: Some(task), .. }) => facts(&task, times, copy, words),
        Some(OpenTask { id, may_come: false, offer, .. }) => {
            let says = if offer.is_some() { words.drawer.elsewhere } else { words.drawer.not_found };
            missing().child(el("p").child(says(&id.to_string()))).child(offer.map(look))
        }
        _ => missing().child(words.table.loading),
    };
    let link = button("button")
        .on_click(move || on_act.run(DrawerAction::Link))
        .child(icon(Icon::Link))
        .child(words.app.copy_link);
    dialog.child(part(body)).child(el("div").class("dialog-note").child(link))
}

fn title(open: Option<OpenTask>, words: &'static Locale) -> String {
    let Some(OpenTask { id, task, .. }) = open else { return String::new() };
    let name = task.and_then(|task| task.task_name).filter(|name| !name.trim().is_empty());
    name.unwrap_or_else(|| format!("{} {id}", (words.table.column)(Column::Id)))
}

fn facts(task: &Task, times: TimeContext, on_copy: Callback<(String, String)>, words: &'static Locale) -> El {
    let column = words.table.column;
    let plain = |value: Option<String>| el("span").child(value.unwrap_or_else(|| words.missing.to_owned()));
    let id = |value: Option<i64>| value.map(|value| value.to_string());
    let fact = move |label: &'static str, value: El, copy: Option<String>| {
        let copy = copy.map(|text| copy_button(label, Box::new(move || text.clone()), on_copy, words));
        let value = el("dd").child(value).child(copy);
        el("div").class("fact").child(el("dt").child(label)).child(value)
    };
    let kind = task.recall_type.map(|number| (words.recall_type)(RecallType::from_number(number)));
    let interval = task.recall_interval.map(|minutes| (words.minutes)(&grouped(minutes)));
    let instant = created_at(task, times.vendor.get());
    let created = timestamp(instant, task.create_time.clone(), times, words);
    // What is copied is what is shown.
    let created_text = instant.map(|instant| format_wall(times.zone.get().wall(instant), ' '));
    el("dl")
        .class("facts")
        .child(fact(column(Column::Status), status_badge(task.status, words), None))
        .child(fact(column(Column::Progress), progress_bar(task, words), None))
        .child(fact(column(Column::Name), plain(task.task_name.clone()), task.task_name.clone()))
        .child(fact(column(Column::Task), plain(id(task.task_id)), id(task.task_id)))
        .child(fact(column(Column::Id), plain(id(task.key_id)), id(task.key_id)))
        .child(fact(column(Column::Type), plain(kind), None))
        .child(fact(column(Column::Interval), plain(interval), None))
        .child(fact(words.drawer.attempts_asked, plain(task.recall_num.map(grouped)), None))
        .child(fact(words.drawer.attempts_done, plain(task.finish_num.map(grouped)), None))
        .child(fact(column(Column::Created), created, created_text.or_else(|| task.create_time.clone())))
}
