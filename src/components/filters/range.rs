//! The time range: presets, and a range of one's own with its checks at the fields.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use crate::locales::Locale;
use crate::model::time::{Zone, format_wall, parse_wall};
use crate::model::window::{Preset, Range, Window};

/// Chooses a time range.
#[component]
pub fn RangePicker(
    /// The range.
    range: Memo<Range>,
    /// The zone in which times are typed.
    zone: Memo<Zone>,
    /// The window that the range means at the moment.
    window: Signal<Option<Window>>,
    /// Called with a new range.
    on_range: Callback<Range>,
    /// The words.
    words: &'static Locale,
) -> impl IntoView {
    let w = &words.filters;
    // None follows the view: a range of one's own shows its fields, a preset does not.
    let opened = RwSignal::new(None::<bool>);
    let is_custom = Memo::new(move |_| matches!(range.get(), Range::Custom(_)));
    let is_open = Memo::new(move |_| opened.get().unwrap_or_else(|| is_custom.get()));
    let preset = move |preset: Preset| {
        view! {
            <button
                type="button"
                class="segment"
                aria-pressed=move || (range.get() == Range::Preset(preset)).to_string()
                on:click=move |_| {
                    opened.set(None);
                    on_range.run(Range::Preset(preset));
                }
            >
                {(w.preset)(preset)}
            </button>
        }
    };
    let apply = Callback::new(move |window| {
        opened.set(None);
        on_range.run(Range::Custom(window));
    });
    view! {
        <div class="range" role="group" aria-label=w.range>
            <div class="segments">
                {Preset::ALL.map(preset).collect_view()}
                <button
                    type="button"
                    class="segment"
                    aria-pressed=move || is_custom.get().to_string()
                    aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| opened.set(Some(!is_open.get_untracked()))
                >
                    {w.custom}
                </button>
            </div>
            <Show when=move || is_open.get()>
                <CustomRange zone=zone window=window on_apply=apply words=words/>
            </Show>
        </div>
    }
}

/// What is wrong with the two fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    Incomplete,
    Reversed,
}

/// The two fields. What is wrong is said at them, and the range stays as it was.
#[component]
fn CustomRange(
    zone: Memo<Zone>,
    window: Signal<Option<Window>>,
    on_apply: Callback<Window>,
    words: &'static Locale,
) -> impl IntoView {
    let w = &words.filters;
    let (from, to) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let wrong = RwSignal::new(None::<Wrong>);
    let read = move |field: NodeRef<Input>| {
        let wall = parse_wall(&field.get_untracked()?.value())?;
        Some(zone.get_untracked().instant(wall))
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let result = match (read(from), read(to)) {
            (Some(start), Some(end)) => Window::new(start, end).ok_or(Wrong::Reversed),
            _ => Err(Wrong::Incomplete),
        };
        wrong.set(result.err());
        match result {
            Ok(window) => on_apply.run(window),
            Err(_) => {
                // The first field is where the reader has to begin; one that is gone needs no focus.
                let _ = from.get_untracked().map(|field| field.focus());
            }
        }
    };
    let field = move |label: &'static str, element: NodeRef<Input>, end: fn(Window) -> i64| {
        let value = move || {
            window.get().map(|window| format_wall(zone.get().wall(end(window)), 'T')).unwrap_or_default()
        };
        view! {
            <label class="field">
                <span class="field-label">{label}</span>
                <input
                    class="control"
                    type="datetime-local"
                    step="1"
                    node_ref=element
                    prop:value=value
                    aria-invalid=move || wrong.get().map(|_| "true")
                    aria-describedby="range-wrong"
                />
            </label>
        }
    };
    let message = move || {
        wrong.get().map(|wrong| match wrong {
            Wrong::Incomplete => w.incomplete,
            Wrong::Reversed => w.reversed,
        })
    };
    view! {
        <form class="custom-range" novalidate on:submit=submit>
            {field(w.from, from, Window::start)}
            {field(w.to, to, Window::end)}
            <button type="submit" class="button">{w.apply}</button>
            <p class="field-error" id="range-wrong">{message}</p>
        </form>
    }
}
