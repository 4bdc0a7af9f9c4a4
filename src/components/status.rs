//! The state of a task: shape, word and colour, so that no one of them is needed.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::locales::Locale;
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
pub fn status_badge(number: Option<i64>, words: &'static Locale) -> AnyView {
    let Some(number) = number else { return words.missing.into_any() };
    let status = Status::from_number(number);
    view! {
        <span class="status" data-status=status.slug()>
            {icon(status_icon(status))}
            {(words.status)(status)}
        </span>
    }
    .into_any()
}
