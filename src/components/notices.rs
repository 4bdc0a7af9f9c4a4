//! Notices about values in the address that could not be used.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::dynamic::{Derived, part};
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
        let line = |dropped: Dropped| el("li").child((words.app.dropped)(&dropped.name, &dropped.value));
        let lines: Vec<_> = dropped.get().into_iter().map(line).collect();
        (!lines.is_empty()).then(|| {
            el("div")
                .class("notice")
                .child(icon(Icon::Warning))
                .child(el("ul").class("notice-lines").children(lines))
                .child(button("button quiet").on_click(move || on_dismiss.run(())).child(words.app.dismiss))
        })
    })
}
