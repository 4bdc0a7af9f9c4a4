//! The vendor's words about a failure, made fit to be shown: short, plain, and without anything of ours in them.

use crate::Credentials;

/// The longest reason that is passed on, in characters.
const MAX_CHARS: usize = 200;

/// Ends a text that was cut.
const CUT: char = '…';

/// Stands where something secret stood.
const BLANK: &str = "•••";

/// The length of a signature, in hex digits.
const SIGNATURE_LENGTH: usize = 32;

/// How much of a key or a secret a cut must have left for it to be blanked; two characters are half of any text.
const TELLING: usize = 3;

/// The same for a signature; up to eight hex digits are as likely a number or a word.
const TELLING_DIGITS: usize = 9;

/// Removes control and bidirectional characters, folds white space to single spaces, and cuts to 200 characters, of
/// which the last is then `…`.
pub fn clean_reason(text: &str) -> String {
    let visible: String = text.chars().filter(|&c| c.is_whitespace() || !is_invisible(c)).collect();
    let mut folded = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = folded.char_indices().nth(MAX_CHARS - 1)
        && folded.chars().nth(MAX_CHARS).is_some()
    {
        folded.truncate(end);
        folded.push(CUT);
    }
    folded
}

/// Control characters, and those that reorder or hide text without being seen themselves.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}')
}

impl Credentials {
    /// Blanks the key, the secret and whatever could be a signature (32 hex digits or more) in a text, to `•••`.
    /// Where [`clean_reason`] has cut the text, what the cut left of them is blanked as well; so clean first, lest an
    /// invisible character hide a secret from the scrubbing, and then scrub.
    pub fn scrub(&self, text: &str) -> String {
        let mut secret = vec![false; text.len()];
        for word in [self.key().expose(), self.secret().expose()] {
            mark_word(text, word, &mut secret);
        }
        mark_signatures(text, &mut secret);

        let mut scrubbed = String::with_capacity(text.len());
        let mut blanked = false;
        for (at, c) in text.char_indices() {
            if !secret[at] {
                scrubbed.push(c);
            } else if !blanked {
                scrubbed.push_str(BLANK);
            }
            blanked = secret[at];
        }
        scrubbed
    }
}

/// Marks every place where `word` stands, overlaps included.
fn mark_word(text: &str, word: &str, secret: &mut [bool]) {
    let places = text.as_bytes().windows(word.len()).enumerate();
    for (at, _) in places.filter(|(_, window)| *window == word.as_bytes()) {
        secret[at..at + word.len()].fill(true);
    }
    if let Some(kept) = text.strip_suffix(CUT) {
        let left = (TELLING..word.len()).rev().find(|&length| kept.ends_with(&word[..length]));
        let left = left.unwrap_or_default();
        secret[kept.len() - left..kept.len()].fill(true);
    }
}

/// Marks every run of hex digits that is long enough to hold a signature.
fn mark_signatures(text: &str, secret: &mut [bool]) {
    let kept = text.strip_suffix(CUT).map(str::len);
    let mut start = 0;
    while start < text.len() {
        let length = text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        let cut_short = kept == Some(start + length) && length >= TELLING_DIGITS;
        if length >= SIGNATURE_LENGTH || cut_short {
            secret[start..start + length].fill(true);
        }
        start += length + 1;
    }
}
