//! A button that copies a text.

use super::icon::{Icon, icon};
use crate::dynamic::Callback;
use crate::locales::Locale;
use crate::markup::{El, button};

/// Copies a text as it is at the time. `what` is its name; `on_copy` gets both.
pub fn copy_button(
    what: &'static str,
    text: Box<dyn Fn() -> String>,
    on_copy: Callback<(String, String)>,
    words: &'static Locale,
) -> El {
    let label = (words.drawer.copy)(what);
    button("button square quiet")
        .attr("aria-label", label.clone())
        .attr("title", label)
        .on_click(move || on_copy.run((text(), what.to_owned())))
        .child(icon(Icon::Copy))
}
