//! The search box. Typing waits for a pause; Enter does not.

use std::time::Duration;

use leptos::html::Input;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::locales::Locale;

/// How long typing has to pause, in milliseconds.
const PAUSE: u64 = 300;

/// A box for the search text.
#[component]
pub fn SearchBox(
    /// The text that is searched for.
    search: Memo<String>,
    /// Called with a new text.
    on_search: Callback<String>,
    /// The words.
    words: &'static Locale,
) -> impl IntoView {
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
    // While the user types, the box holds more than the view; another view (Back, Clear filters) overrides it.
    view! {
        <label class="search">
            <span class="visually-hidden">{w.search}</span>
            {icon(Icon::Search)}
            <input
                class="control"
                type="search"
                placeholder=w.search
                maxlength=contract::MAX_TASK_NAME_CHARS.to_string()
                autocomplete="off"
                spellcheck="false"
                node_ref=field
                prop:value=move || search.get()
                on:input=move |_| typed()
                on:change=move |_| settle()
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        settle();
                    }
                }
            />
        </label>
    }
}
