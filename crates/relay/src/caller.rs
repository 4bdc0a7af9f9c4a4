//! Who calls, as far as the relay knows.

use std::sync::Arc;

/// Who calls. [`guard::identity`](crate::guard::identity) puts it into the extensions of each request to the API, so
/// that whatever stands behind it can count on it being there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Caller {
    /// The name, if callers are asked for one.
    pub(crate) user: Option<UserName>,
}

/// The longest name, in characters.
const MAX_CHARS: usize = 128;

/// A caller's name: 1 to 128 characters, none of which ends a line or changes the direction of the text around it.
/// It comes from a proxy or a token and may be chosen by its bearer: to be shown and compared, never interpreted.
/// Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct UserName(Arc<str>);

impl UserName {
    /// Reads a name, without the white space around it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let name = text.trim();
        let fits = !name.is_empty() && name.chars().count() <= MAX_CHARS && !name.chars().any(is_unfit);
        fits.then(|| Self(name.into()))
    }

    /// The name as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, line and paragraph separators, and those that turn the direction of what follows: with them a
/// name could look like another one, in the panel or in a log.
fn is_unfit(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_people_fit() {
        for name in ["jia", "Jia Li", "jia.li@example.com", "李佳", "O'Brien <ops>", &"é".repeat(MAX_CHARS)]
        {
            assert_eq!(UserName::parse(&format!(" {name} ")).unwrap().as_str(), name);
        }
    }

    #[test]
    fn what_could_break_or_turn_a_line_does_not() {
        for name in
            ["", " ", "a\nb", "a\0b", "a\u{85}b", "a\u{2028}b", "a\u{202e}b", "a\u{2066}b", &"é".repeat(129)]
        {
            assert_eq!(UserName::parse(name), None, "{name:?}");
        }
    }
}
