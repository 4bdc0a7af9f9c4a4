//! Progress: attempts done of attempts asked for, as words and as a bar.

use contract::Task;

use crate::locales::{Locale, grouped};
use crate::markup::{El, el};
use crate::model::row::progress_percent;

/// Shows how far a task is.
pub fn progress_bar(task: &Task, words: &'static Locale) -> El {
    if task.finish_num.is_none() && task.recall_num.is_none() {
        return el("span").child(words.missing);
    }
    let number = |value: Option<i64>| value.map_or_else(|| words.missing.to_owned(), grouped);
    let percent = progress_percent(task).unwrap_or(0);
    let fill = el("span").class("progress-fill").style("width", format!("{percent}%"));
    el("span")
        .class("progress")
        .child(el("span").class("progress-track").attr("aria-hidden", "true").child(fill))
        .child((words.attempts)(&number(task.finish_num), &number(task.recall_num)))
}
