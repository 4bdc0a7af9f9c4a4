//! What stands in the table's place when there are no rows to show.

use leptos::prelude::*;

use crate::locales::Advice;

/// A sentence, an explanation, and what can be done about it.
#[component]
pub fn Blank(
    /// What is the case, and more about it.
    text: Advice,
    /// A button's words and what it does.
    #[prop(optional_no_strip)]
    action: Option<(String, Callback<()>)>,
) -> impl IntoView {
    let (title, more) = text;
    view! {
        <div class="blank">
            <p class="blank-title">{title}</p>
            <p class="blank-more">{more}</p>
            {action.map(|(label, act)| view! { <BlankAction label=label on_act=act/> })}
        </div>
    }
}

/// The button of a blank.
#[component]
pub fn BlankAction(
    /// The button's words.
    label: String,
    /// What it does.
    on_act: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="button primary" on:click=move |_| on_act.run(())>{label}</button>
    }
}

/// The skeleton of a table that is on its way, as high as the table will be. Appears after a moment, so that a
/// quick answer shows no flicker.
#[component]
pub fn Skeleton(
    /// The words for those who don't see it.
    label: &'static str,
    /// How many rows.
    rows: usize,
) -> impl IntoView {
    view! {
        <div class="skeleton">
            <p class="skeleton-label">{label}</p>
            {(0..rows).map(|_| view! { <div class="skeleton-row" aria-hidden="true"></div> }).collect_view()}
        </div>
    }
}
