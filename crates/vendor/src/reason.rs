//! The vendor's words about a failure, made fit to be shown: short, plain, and without anything of ours in them.

mod addresses;
mod mask;
mod secrets;

use mask::Mask;

/// The longest reason that is passed on, in characters.
const MAX_CHARS: usize = 200;

/// Ends a text that was cut.
const CUT: char = '…';

/// Removes control and bidirectional characters, folds white space to single spaces, blanks URLs, IP addresses and
/// host names to `•••`, and cuts to 200 characters, of which the last is then `…`.
pub fn clean_reason(text: &str) -> String {
    let visible: String = text.chars().filter(|&c| c.is_whitespace() || !is_invisible(c)).collect();
    let folded = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut mask = Mask::over(&folded);
    addresses::hide(&mut mask);
    cut(mask.blanked())
}

/// Control characters, and those that reorder or hide text without being seen themselves.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn cut(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(MAX_CHARS - 1)
        && text.chars().nth(MAX_CHARS).is_some()
    {
        text.truncate(end);
        text.push(CUT);
    }
    text
}
