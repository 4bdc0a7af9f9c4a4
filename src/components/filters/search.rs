//! The search box. Typing waits for a pause; Enter does not.

use std::time::Duration;

use leptos::ev::{self, KeyboardEvent};
use leptos::html::Input;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::dynamic::{Derived, text};
use crate::components::icon::{Icon, icon};
use crate::locales::Locale;
use crate::markup::{El, el};
use crate::model::view::search_text;

/// How long typing has to pause, in milliseconds.
const PAUSE: u64 = 300;

/// A box for the search text.
pub fn search_box(search: Derived<String>, on_search: Callback<String>, words: &'static Locale) -> El {
    let w = &words.filters;
    let field = NodeRef::<Input>::new();
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop_waiting = move || {
        if let Some(timer) = waiting.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    on_cleanup(stop_waiting);
    let settle = move || {
        stop_waiting();
        if let Some(field) = field.get_untracked() {
            on_search.run(field.value());
        }
    };
    let typed = move || {
        stop_waiting();
        waiting.set_value(set_timeout_with_handle(settle, Duration::from_millis(PAUSE)).ok());
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            settle();
        }
    };
    // While the user types, the box holds more than the view, a space at its end for one; another view (Back, Clear
    // filters) overrides it.
    let value = move || {
        let search = search.get();
        let typed = field.get_untracked().map(|field| field.value());
        typed.filter(|typed| search_text(typed).as_ref() == Some(&search)).unwrap_or(search)
    };
    el("label")
        .class("search")
        .child(el("span").class("visually-hidden").child(w.search))
        .child(icon(Icon::Search))
        .child(
            el("input")
                .class("control")
                .attr("type", "search")
                .attr("placeholder", w.search)
                .attr("maxlength", contract::MAX_TASK_NAME_CHARS.to_string())
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .node(field)
                .value(text(value))
                .on(ev::input, Box::new(move |_| typed()))
                .on(ev::change, Box::new(move |_| settle()))
                .on(ev::keydown, Box::new(on_key)),
        )
}
