//! The search box. Typing waits for a pause; Enter does not.

use leptos::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::dynamic::{Callback, Derived, alarm};
use crate::locales::Locale;
use crate::markup::{El, el};
use crate::model::view::search_text;

/// How long typing has to pause, in milliseconds.
const PAUSE: u64 = 300;

/// A box for the search text.
pub fn search_box(search: Derived<String>, on_search: Callback<String>, words: &'static Locale) -> El {
    let w = &words.filters;
    let typed = StoredValue::new(String::new());
    let waiting = alarm();
    let settle = move || {
        waiting.stop();
        on_search.run(typed.get_value());
    };
    let wait = move |text: String| {
        typed.set_value(text);
        waiting.set(PAUSE, settle);
    };
    // Enter and leaving the box come as `change`: neither has to wait.
    let changed = move |text: String| {
        typed.set_value(text);
        settle();
    };
    // While the user types, the box holds more than the view, a space at its end for one; another view (Back, Clear
    // filters) overrides it, also before typing has paused.
    let value = move || {
        let search = search.get();
        let typed = typed.get_value();
        if search_text(&typed).as_ref() == Some(&search) {
            return typed;
        }
        waiting.stop();
        search
    };
    let input = el("input")
        .class("control")
        .attr("type", "search")
        .attr("placeholder", w.search)
        .attr("maxlength", contract::MAX_TASK_NAME_CHARS.to_string())
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .value(value)
        .on_value("input", wait)
        .on_value("change", changed);
    el("label")
        .class("search")
        .child(el("span").class("visually-hidden").child(w.search))
        .child(icon(Icon::Search))
        .child(input)
}
