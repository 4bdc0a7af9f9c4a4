//! Tasks over the time of their creation. Bars are brushed to shorten the range: by dragging over them, or, as in a
//! list box, by arrow keys, with Shift for several, and Enter.

use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use super::SummaryChange;
use crate::components::filters::FilterChange;
use crate::dynamic::{Callback, Derived, attribute_if, derived, held, part, text};
use crate::locales::Locale;
use crate::markup::{Child, El, Pointed, el};
use crate::model::histogram::{Bar, moment, span};
use crate::model::overview::Sums;
use crate::model::time::{Instant, Zone};
use crate::model::window::Range;

/// Which bars are brushed: from the one where it began to the one where it is.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Brush {
    from: usize,
    to: usize,
    /// Whether a pressed pointer holds it.
    is_held: bool,
}

impl Brush {
    fn holds(self, at: usize) -> bool {
        (self.from.min(self.to)..=self.from.max(self.to)).contains(&at)
    }

    /// The brushed bars as one; none if bars went away meanwhile and took all of them along.
    fn over(self, bars: &[Bar]) -> Option<Bar> {
        let brushed = bars.iter().enumerate().filter(|(at, _)| self.holds(*at)).map(|(_, bar)| *bar);
        brushed.reduce(Bar::with)
    }
}

/// The bars.
pub fn histogram(
    sums: Derived<Option<Sums>>,
    zone: Derived<Zone>,
    on_change: Callback<SummaryChange>,
    words: &'static Locale,
) -> El {
    let w = &words.summary;
    let bars =
        derived(move || sums.with(|sums| sums.as_ref().map(|sums| sums.bars.clone())).unwrap_or_default());
    let brush = held(None::<Brush>);
    let brushed = move || brush.get().and_then(|brush| bars.with(|bars| brush.over(bars)));
    let say = move |bar: &Bar| (w.bar)(&span(bar.window, zone.get()), bar.tasks, bar.exceptions);
    let draw = move || {
        let brush = brush.get();
        bars.with(|bars| {
            let most = bars.iter().map(|bar| bar.tasks).max().unwrap_or(0).max(1);
            let column = |class, tasks: i64| {
                el("div").class(class).style("height", format!("{}%", tasks.saturating_mul(100) / most))
            };
            let draw = |(at, bar): (usize, &Bar)| {
                let is_brushed = brush.is_some_and(|brush| brush.holds(at));
                el("div")
                    .class("bar")
                    .attr("role", "option")
                    .attr("id", name(at))
                    .attr("aria-label", say(bar))
                    .attr("aria-selected", if is_brushed { "true" } else { "false" })
                    .child((bar.tasks > 0).then(|| column("bar-tasks", bar.tasks)))
                    .child((bar.exceptions > 0).then(|| column("bar-exceptions", bar.exceptions)))
                    .view()
            };
            bars.iter().enumerate().map(draw).collect::<Vec<_>>()
        })
    };
    let narrow = move || {
        let over = untrack(brushed);
        brush.set(None);
        if let Some(bar) = over {
            on_change.run(SummaryChange::Filter(FilterChange::Range(Range::Custom(bar.window))));
        }
    };
    let on_pointer = move |pointed: Pointed| {
        let before = brush.get_untracked();
        let is_held = before.is_some_and(|brush| brush.is_held);
        let after = match pointed {
            Pointed::Pressed { at, is_held } => Some(Brush { from: at, to: at, is_held }),
            Pointed::Over(to) if is_held => before.map(|brush| Brush { to, ..brush }),
            Pointed::Over(at) => Some(Brush { from: at, to: at, is_held: false }),
            Pointed::Released if is_held => return narrow(),
            Pointed::Released | Pointed::Away => None,
        };
        if after != before {
            brush.set(after);
        }
    };
    let on_key = move |event: Event| {
        let event: KeyboardEvent = event.unchecked_into();
        let before = brush.get_untracked();
        let last = bars.get_untracked().len().saturating_sub(1);
        let to = match event.key().as_str() {
            "ArrowRight" => before.map_or(0, |brush| last.min(brush.to + 1)),
            "ArrowLeft" => before.map_or(last, |brush| last.min(brush.to.saturating_sub(1))),
            "Home" => 0,
            "End" => last,
            "Enter" | " " => {
                event.prevent_default();
                return narrow();
            }
            "Escape" if before.is_some() => {
                event.stop_propagation();
                return brush.set(None);
            }
            _ => return,
        };
        event.prevent_default();
        let from = before.filter(|_| event.shift_key()).map_or(to, |brush| brush.from);
        brush.set(Some(Brush { from, to, is_held: false }));
    };
    let plot = el("div")
        .class("bars")
        .attr("role", "listbox")
        .attr("tabindex", "0")
        .attr("aria-label", w.over_time)
        .attr("aria-multiselectable", "true")
        .attr("aria-orientation", "horizontal")
        .attr("aria-describedby", "bars-help")
        .attr("aria-activedescendant", attribute_if(move || brush.get().map(|brush| name(brush.to))))
        .on("keydown", on_key)
        .on("blur", move |_| brush.set(None))
        .on_pointer(move || bars.with(Vec::len), on_pointer)
        .child(part(draw));
    let help = move || brushed().map_or_else(|| w.brush.to_owned(), |bar| say(&bar));
    el("div").class("histogram").hand_on_focus(".histogram").child(plot).child(axis(bars, zone, text(help)))
}

/// Where the bars begin and end, and between that what is brushed, or how to.
fn axis(bars: Derived<Vec<Bar>>, zone: Derived<Zone>, help: impl Child) -> El {
    let edge = move |read: fn(&[Bar]) -> Option<Instant>| {
        let edge = text(move || {
            bars.with(|bars| read(bars)).map(|instant| moment(instant, zone.get())).unwrap_or_default()
        });
        el("span").child(edge)
    };
    el("div")
        .class("axis")
        .child(edge(|bars| bars.first().map(|bar| bar.window.start())))
        .child(el("span").class("bars-help").attr("id", "bars-help").child(help))
        .child(edge(|bars| bars.last().map(|bar| bar.window.end() + 1)))
}

/// What a bar is called for the list box to point to.
fn name(at: usize) -> String {
    format!("bar-{at}")
}
