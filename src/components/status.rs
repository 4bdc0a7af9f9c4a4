//! The state of a task: shape, word and colour, so that no one of them is needed.

use super::icon::{Icon, icon};
use crate::locales::Locale;
use crate::markup::{El, el};
use crate::model::meaning::Status;

/// The shape of a state.
pub fn status_icon(status: Status) -> Icon {
    match status {
        Status::Pending => Icon::Circle,
        Status::InProgress => Icon::HalfCircle,
        Status::Completed => Icon::Tick,
        Status::Cancelled => Icon::Struck,
        Status::Exception => Icon::Triangle,
        Status::Unknown(_) => Icon::Question,
    }
}

/// Shows the state of a task.
pub fn status_badge(number: Option<i64>, words: &'static Locale) -> El {
    let Some(number) = number else { return el("span").child(words.missing) };
    let status = Status::from_number(number);
    el("span")
        .part("status")
        .class("status")
        .attr("data-status", status.slug())
        .child(icon(status_icon(status)))
        .child((words.status)(status))
}
