//! A labelled native select.

use leptos::prelude::*;

/// A choice among a few named values; `options` are pairs of value and words.
#[component]
pub fn Select(
    /// What is chosen.
    label: &'static str,
    /// The values and their words.
    #[prop(into)]
    options: Signal<Vec<(&'static str, String)>>,
    /// The value chosen.
    #[prop(into)]
    value: Signal<&'static str>,
    /// Called with the value that the user chose.
    on_choose: Callback<String>,
    /// Whether the label is for screen readers only.
    #[prop(optional)]
    hide_label: bool,
) -> impl IntoView {
    view! {
        <label class="field">
            <span class=if hide_label { "visually-hidden" } else { "field-label" }>{label}</span>
            <select
                class="control"
                on:change=move |event| on_choose.run(event_target_value(&event))
                prop:value=move || {
                    options.track();
                    value.get()
                }
            >
                {move || {
                    options
                        .get()
                        .into_iter()
                        .map(|(name, words)| view! { <option value=name selected=value.get_untracked() == name>{words}</option> })
                        .collect_view()
                }}
            </select>
        </label>
    }
}
