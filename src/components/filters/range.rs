//! The time range: presets, and a range of one's own with its checks at the fields.

use leptos::prelude::*;

use crate::dynamic::{Callback, Derived, attribute_if, derived, held, text, truth, when};
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
    let opened = held(None::<bool>);
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
    let wrong = held(None::<Wrong>);
    // What was typed, and over which range: it stays, whatever a refresh makes of a relative range, until another
    // range is chosen.
    let typed = held(None::<(Range, [String; 2])>);
    let ends = move || {
        let over = range.get();
        if let Some((_, ends)) = typed.get().filter(|(about, _)| *about == over) {
            return ends;
        }
        let window = if let Range::Custom(window) = over { Some(window) } else { window.get() };
        [Window::start, Window::end].map(|end: fn(Window) -> i64| {
            window.map(|window| format_wall(zone.get().wall(end(window)), 'T')).unwrap_or_default()
        })
    };
    let type_end = move |at: usize, text: String| {
        let mut ends = untrack(ends);
        ends[at] = text;
        wrong.set(None);
        typed.set(Some((range.get_untracked(), ends)));
    };
    let submit = move || {
        let read = |text: String| parse_wall(&text).map(|wall| zone.get_untracked().instant(wall));
        let result = match untrack(ends).map(read) {
            [Some(start), Some(end)] => Window::new(start, end).ok_or(Wrong::Reversed),
            _ => Err(Wrong::Incomplete),
        };
        wrong.set(result.err());
        if let Ok(window) = result {
            on_apply.run(window);
        }
        result.is_ok()
    };
    let field = move |label: &'static str, at: usize| {
        let input = el("input")
            .class("control")
            .attr("type", "datetime-local")
            .attr("step", "1")
            .attr("max", "9999-12-30T23:59:59")
            .attr("aria-describedby", "range-wrong")
            .attr("aria-invalid", attribute_if(move || wrong.get().map(|_| "true")))
            .value(move || std::mem::take(&mut ends()[at]))
            .on_value("input", move |text| type_end(at, text));
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
        .on_submit(submit)
        .child(field(w.from, 0))
        .child(field(w.to, 1))
        .child(el("button").attr("type", "submit").class("button").child(w.apply))
        // The first field gets the focus and is described by it, so it is read out.
        .child(el("p").class("field-error").attr("id", "range-wrong").child(text(message)))
}
