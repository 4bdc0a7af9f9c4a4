//! The time range: presets, and a range of one's own with its checks at the fields.

use leptos::prelude::*;

use crate::dynamic::{Callback, Derived, attribute, attribute_if, derived, held, text, truth, when};
use crate::locales::Locale;
use crate::markup::{El, Node, button, el};
use crate::model::time::{Zone, format_wall};
use crate::model::typed::{Wrong, read_range};
use crate::model::window::{Preset, Range, Window};

/// Chooses a time range. `window` is the window that the range means at the moment; the zone, in which times are typed,
/// comes with its name.
pub fn range_picker(
    range: Derived<Range>,
    (zone, zone_name): (Derived<Zone>, Derived<String>),
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
        .child(when(is_open, move || {
            untrack(|| custom_range(range, (zone, zone_name), window, apply, words).view())
        }))
}

/// The two fields. What is wrong is said at them, and the range stays as it was.
fn custom_range(
    range: Derived<Range>,
    (zone, zone_name): (Derived<Zone>, Derived<String>),
    window: Derived<Option<Window>>,
    on_apply: Callback<Window>,
    words: &'static Locale,
) -> El {
    let w = &words.filters;
    let wrong = held(None::<(Wrong, Option<usize>)>);
    let fields = [Node::new(), Node::new()];
    // What was typed, and over which range: it stays, whatever a refresh makes of a relative range, until another
    // range is chosen.
    let typed = held(None::<(Range, [String; 2])>);
    let shown = move || if let Range::Custom(window) = range.get() { Some(window) } else { window.get() };
    let ends = move || {
        let over = range.get();
        if let Some((_, ends)) = typed.get().filter(|(about, _)| *about == over) {
            return ends;
        }
        let window = shown();
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
        let result = untrack(|| read_range(&ends(), zone.get(), shown()));
        wrong.set(result.err());
        match result {
            Ok(window) => on_apply.run(window),
            Err((_, at)) => fields[at.unwrap_or_default()].focus(),
        }
        true
    };
    let field = move |label: &'static str, at: usize| {
        let is_wrong = move || wrong.get().is_some_and(|(_, about)| about.is_none_or(|about| about == at));
        let input = el("input")
            .class("control")
            .attr("type", "datetime-local")
            .attr("step", "1")
            .attr("max", "9999-12-30T23:59:59")
            .attr(
                "aria-describedby",
                attribute(move || if is_wrong() { "range-wrong" } else { "range-zone" }),
            )
            .attr("aria-invalid", attribute_if(move || is_wrong().then_some("true")))
            .node(fields[at])
            .value(move || std::mem::take(&mut ends()[at]))
            .on_value("input", move |text| type_end(at, text));
        el("label").class("field").child(el("span").class("field-label").child(label)).child(input)
    };
    let message = move || {
        let message = match wrong.get() {
            Some((Wrong::Incomplete, _)) => w.incomplete,
            Some((Wrong::Skipped, _)) => w.skipped,
            Some((Wrong::Reversed, _)) => w.reversed,
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
        .child(el("p").class("zone").attr("id", "range-zone").child(text(move || zone_name.get())))
        // The field that gets the focus is described by it, so it is read out.
        .child(el("p").class("field-error").attr("id", "range-wrong").child(text(message)))
}
