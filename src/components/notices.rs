//! Notices about values in the address that could not be used.

use super::icon::{Icon, icon};
use crate::dynamic::{Callback, Derived, part};
use crate::locales::Locale;
use crate::markup::{Child, button, el};
use crate::model::view::Dropped;

/// Lists what was left out of the address.
pub fn notices(
    dropped: Derived<Vec<Dropped>>,
    on_dismiss: Callback<()>,
    words: &'static Locale,
) -> impl Child {
    part(move || {
        let value = |dropped: Dropped| format!("{}={}", dropped.name, dropped.value);
        let values: Vec<_> = dropped.get().into_iter().map(value).collect();
        (!values.is_empty()).then(|| {
            el("div")
                .class("notice")
                .hand_on_focus(".notice")
                .child(icon(Icon::Warning))
                .child(el("p").class("alert-text").child((words.app.dropped)(&values.join(", "))))
                .child(button("button quiet").on_click(move || on_dismiss.run(())).child(words.app.dismiss))
        })
    })
}
