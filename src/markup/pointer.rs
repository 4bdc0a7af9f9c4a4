//! The pointer over an element of equal parts, side by side.

use leptos::ev::Event;

use super::El;
use crate::browser::pointer::{is_caught, part_below};

/// What the pointer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointed {
    /// It was pressed over a part.
    Pressed {
        /// The part, from 0.
        at: usize,
        /// Whether it is held from now on: whatever it does up to its release is told, wherever it goes.
        is_held: bool,
    },
    /// It moved, and is over a part; beyond the element's ends it is over the first or the last.
    Over(usize),
    /// It was released.
    Released,
    /// It went away.
    Away,
}

impl El {
    /// Acts on what the pointer does over so many parts of the element. Its children must not catch the pointer.
    #[must_use]
    pub fn on_pointer(
        self,
        parts: impl Fn() -> usize + Copy + 'static,
        act: impl Fn(Pointed) + Copy + 'static,
    ) -> Self {
        let hear = move |event: Event| {
            act(match (event.type_().as_str(), part_below(&event, parts())) {
                ("pointerdown", Some(at)) => Pointed::Pressed { at, is_held: is_caught(&event) },
                ("pointermove", Some(at)) => Pointed::Over(at),
                ("pointerup", _) => Pointed::Released,
                _ => Pointed::Away,
            });
        };
        ["pointerdown", "pointermove", "pointerup", "pointercancel", "pointerleave"]
            .into_iter()
            .fold(self, |element, event| element.on(event, hear))
    }
}
