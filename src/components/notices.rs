//! Notices about values in the address that could not be used.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::locales::Locale;
use crate::model::view::Dropped;

/// Lists what was left out of the address.
#[component]
pub fn Notices(
    /// What was left out.
    dropped: Memo<Vec<Dropped>>,
    /// Called when the user has read it.
    on_dismiss: Callback<()>,
    /// The words.
    words: &'static Locale,
) -> impl IntoView {
    let lines = move || {
        let line = |dropped: Dropped| view! { <li>{(words.app.dropped)(&dropped.name, &dropped.value)}</li> };
        dropped.get().into_iter().map(line).collect_view()
    };
    view! {
        <Show when=move || dropped.with(|dropped| !dropped.is_empty())>
            <div class="notice">
                {icon(Icon::Warning)}
                <ul class="notice-lines">{lines}</ul>
                <button type="button" class="button quiet" on:click=move |_| on_dismiss.run(())>
                    {words.app.dismiss}
                </button>
            </div>
        </Show>
    }
}
