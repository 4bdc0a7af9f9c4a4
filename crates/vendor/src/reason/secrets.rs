//! Blanking what of the account an answer echoes.

use super::{CUT, Mask, cut};
use crate::Credentials;

/// The length of a signature, in hex digits.
const SIGNATURE_LENGTH: usize = 32;

/// How much of a key or a secret a cut must have left for it to be blanked; two characters are half of any text.
const TELLING: usize = 3;

/// The same for a signature; up to eight hex digits are as likely a number or a word.
const TELLING_DIGITS: usize = 9;

impl Credentials {
    /// Blanks the key, the secret, the timestamp that an attempt was signed with, and whatever could be a signature
    /// (32 hex digits or more, in one piece or with single separators) in a text, to `•••`, and cuts it again.
    /// Where [`clean_reason`](crate::clean_reason) has cut the text, what the cut left of them is blanked as well; so
    /// clean first, lest an invisible character hide a secret from the scrubbing, and then scrub.
    pub fn scrub(&self, text: &str, unix_seconds: i64) -> String {
        let mut mask = Mask::over(text);
        for word in [self.key().expose(), self.secret().expose(), &unix_seconds.to_string()] {
            hide_word(&mut mask, word);
        }
        hide_signatures(&mut mask);
        cut(mask.blanked())
    }
}

/// Hides every place where `word` stands in any case, overlaps included. A server that changes the case of what it
/// echoes still tells it.
fn hide_word(mask: &mut Mask<'_>, word: &str) {
    let (text, word) = (mask.text().as_bytes(), word.as_bytes());
    for (at, _) in text.windows(word.len()).enumerate().filter(|(_, found)| found.eq_ignore_ascii_case(word))
    {
        mask.hide(at..at + word.len());
    }
    if let Some(kept) = mask.text().strip_suffix(CUT).map(str::as_bytes) {
        let is_left = |length: &usize| {
            let start = kept.len().checked_sub(*length);
            start.is_some_and(|start| kept[start..].eq_ignore_ascii_case(&word[..*length]))
        };
        let left = (TELLING..word.len()).rev().find(is_left).unwrap_or_default();
        mask.hide(kept.len() - left..kept.len());
    }
}

/// Hides every run of hex digits that is long enough to hold a signature. One separator between two digits doesn't
/// end a run: a signature is often printed in groups.
fn hide_signatures(mask: &mut Mask<'_>) {
    let text = mask.text();
    let cut_at = text.strip_suffix(CUT).map(str::len);
    let mut run = Run::default();
    for (at, c) in text.char_indices().chain([(text.len(), ' '), (text.len(), ' ')]) {
        if c.is_ascii_hexdigit() {
            run.take(at);
        } else if run.separated || c.is_alphanumeric() || Some(at) == cut_at {
            let telling = if Some(run.end) == cut_at { TELLING_DIGITS } else { SIGNATURE_LENGTH };
            if run.digits >= telling {
                mask.hide(run.start..run.end);
            }
            run = Run::default();
        } else {
            run.separated = true;
        }
    }
}

/// Hex digits with at most one separator between two of them.
#[derive(Default)]
struct Run {
    start: usize,
    end: usize,
    digits: usize,
    /// Whether a separator was the last character.
    separated: bool,
}

impl Run {
    fn take(&mut self, at: usize) {
        if self.digits == 0 {
            self.start = at;
        }
        self.end = at + 1;
        self.digits += 1;
        self.separated = false;
    }
}
