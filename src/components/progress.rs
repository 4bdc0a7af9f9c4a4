//! Progress: attempts done of attempts asked for, as words and as a bar.

use contract::Task;
use leptos::prelude::*;

use crate::locales::{Locale, grouped};
use crate::model::row::progress_percent;

/// Shows how far a task is.
pub fn progress_bar(task: &Task, words: &'static Locale) -> AnyView {
    if task.finish_num.is_none() && task.recall_num.is_none() {
        return words.missing.into_any();
    }
    let number = |value: Option<i64>| value.map_or_else(|| words.missing.to_owned(), grouped);
    let text = (words.attempts)(&number(task.finish_num), &number(task.recall_num));
    let percent = progress_percent(task).unwrap_or(0);
    view! {
        <span class="progress">
            <span class="progress-track" aria-hidden="true">
                <span class="progress-fill" style:width=format!("{percent}%")></span>
            </span>
            {text}
        </span>
    }
    .into_any()
}
