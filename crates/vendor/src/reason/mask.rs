//! A text, and what of it must not be shown.

use std::ops::Range;

/// Stands where something was hidden.
const BLANK: &str = "•••";

/// A text with a mark for every byte that is to be hidden. Marks may overlap.
pub(super) struct Mask<'t> {
    text: &'t str,
    hidden: Vec<bool>,
}

impl<'t> Mask<'t> {
    /// Nothing is hidden yet.
    pub(super) fn over(text: &'t str) -> Self {
        Self { text, hidden: vec![false; text.len()] }
    }

    /// The text as it is.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// Hides these bytes of it, which begin and end between characters.
    pub(super) fn hide(&mut self, bytes: Range<usize>) {
        self.hidden[bytes].fill(true);
    }

    /// The text with one blank for every stretch that is hidden.
    pub(super) fn blanked(&self) -> String {
        let mut shown = String::with_capacity(self.text.len());
        let mut before = false;
        for (at, c) in self.text.char_indices() {
            if !self.hidden[at] {
                shown.push(c);
            } else if !before {
                shown.push_str(BLANK);
            }
            before = self.hidden[at];
        }
        shown
    }
}
