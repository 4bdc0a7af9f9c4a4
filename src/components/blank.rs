//! What stands in the table's place when there are no rows to show.

use crate::dynamic::Callback;
use crate::locales::Locale;
use crate::markup::{El, button, el};

/// A sentence, more about it, and what can be done.
pub fn blank(title: String, more: &'static str, action: Option<El>) -> El {
    el("div")
        .part("empty")
        .class("blank")
        .hand_on_focus(".blank")
        .child(el("p").class("blank-title").child(title))
        .child(el("p").class("blank-more").child(more))
        .child(action)
}

/// A button that does what is proposed.
pub fn proposal(label: String, on_act: Callback<()>) -> El {
    button("button primary").on_click(move || on_act.run(())).child(label)
}

/// The skeleton of a table that is on its way, as high as the table will be.
pub fn skeleton(rows: usize, words: &'static Locale) -> El {
    el("div")
        .class("skeleton")
        .child(el("p").class("skeleton-label").child(words.table.loading))
        .children((0..rows).map(|_| el("div").class("skeleton-row").attr("aria-hidden", "true")))
}
