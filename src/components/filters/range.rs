//! The time range: presets, and a range of one's own with its checks at the fields.

use leptos::ev::{self, SubmitEvent};
use leptos::html::Input;
use leptos::prelude::*;

use crate::dynamic::{Derived, attribute, derived, derived_after, text, truth, when};
use crate::locales::Locale;
use crate::markup::{El, button, el};
use crate::model::time::{Zone, format_wall, parse_wall};
use crate::model::window::{Preset, Range, Window};

/// Chooses a time range. `window` is the window that the range means at the moment.
pub fn range_picker(
    range: Derived<Range>,
    zone: Derived<Zone>,
    window: Derived<Option<Window>>,
    on_range: Callback<Range>,
    words: &'static Locale,
) -> El {
    let w = &words.filters;
    // None follows the view: a range of one's own shows its fields, a preset does not.
    let opened = RwSignal::new(None::<bool>);
    let is_custom = derived(move || matches!(range.get(), Range::Custom(_)));
    let is_open = derived(move || opened.get().unwrap_or_else(|| is_custom.get()));
    let choose = move |range: Range| {
        opened.set(None);
        on_range.run(range);
    };
    let preset = move |preset: Preset| {
        button("segment")
            .attr("aria-pressed", truth(move || range.get() == Range::Preset(preset)))
            .on_click(move || choose(Range::Preset(preset)))
            .child((w.preset)(preset))
    };
    let custom = button("segment")
        .attr("aria-pressed", truth(move || is_custom.get()))
        .attr("aria-expanded", truth(move || is_open.get()))
        .on_click(move || opened.set(Some(!is_open.get_untracked())))
        .child(w.custom);
    let apply = Callback::new(move |window| choose(Range::Custom(window)));
    el("div")
        .class("range")
        .attr("role", "group")
        .attr("aria-label", w.range)
        .child(el("div").class("segments").children(Preset::ALL.map(preset)).child(custom))
        .child(when(is_open, move || untrack(|| custom_range(range, zone, window, apply, words).view())))
}

/// What is wrong with the two fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    Incomplete,
    Reversed,
}

/// The two fields. What is wrong is said at them, and the range stays as it was.
fn custom_range(
    range: Derived<Range>,
    zone: Derived<Zone>,
    window: Derived<Option<Window>>,
    on_apply: Callback<Window>,
    words: &'static Locale,
) -> El {
    let w = &words.filters;
    let (from, to) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let wrong = RwSignal::new(None::<Wrong>);
    // What the user typed stays, whatever a refresh makes of a relative range, until another range is chosen.
    let typed_over = RwSignal::new(None::<Range>);
    let shown = derived_after(move |before: Option<&Option<Window>>| match before {
        Some(before) if typed_over.get_untracked() == Some(range.get()) => *before,
        _ => window.get(),
    });
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
            shown.get().map(|window| format_wall(zone.get().wall(end(window)), 'T')).unwrap_or_default()
        };
        let input = el("input")
            .class("control")
            .attr("type", "datetime-local")
            .attr("step", "1")
            .attr("aria-describedby", "range-wrong")
            .attr("aria-invalid", attribute(move || wrong.get().map(|_| "true")))
            .node(element)
            .value(text(value))
            .on(ev::input, Box::new(move |_| typed_over.set(Some(range.get_untracked()))));
        el("label").class("field").child(el("span").class("field-label").child(label)).child(input)
    };
    let message = move || {
        let message = match wrong.get() {
            Some(Wrong::Incomplete) => w.incomplete,
            Some(Wrong::Reversed) => w.reversed,
            None => "",
        };
        message.to_owned()
    };
    el("form")
        .class("custom-range")
        .attr("novalidate", "")
        .on(ev::submit, Box::new(submit))
        .child(field(w.from, from, Window::start))
        .child(field(w.to, to, Window::end))
        .child(el("button").attr("type", "submit").class("button").child(w.apply))
        .child(el("p").class("field-error").attr("id", "range-wrong").child(text(message)))
}
