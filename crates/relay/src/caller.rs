//! Who calls, as far as the relay knows.

use std::sync::Arc;

use vendor::is_invisible;

/// Who calls. [`guard::identity`](crate::guard::identity) puts it into the extensions of each request to the API, so
/// that whatever stands behind it can count on it being there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Caller {
    /// The name, if callers are asked for one.
    pub(crate) user: Option<UserName>,
}

/// The longest name, in characters.
const MAX_CHARS: usize = 128;

/// A caller's name: 1 to 128 characters that can be seen, none of which ends a line or changes the direction of what follows.
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

/// What ends a line, and what isn't seen or turns the direction of what follows: with it a name could look like another
/// one, in the panel or in a log, and have a limit of its own besides. Some scripts can't be written without the joiners.
fn is_unfit(c: char) -> bool {
    let is_joiner = matches!(c, '\u{200c}' | '\u{200d}');
    (is_invisible(c) && !is_joiner) || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_people_fit() {
        for name in [
            "jia",
            "Jia Li",
            "jia.li@example.com",
            "李佳",
            "علی\u{200c}رضا",
            "O'Brien <ops>",
            &"é".repeat(MAX_CHARS),
        ] {
            assert_eq!(UserName::parse(&format!(" {name} ")).unwrap().as_str(), name);
        }
    }

    #[test]
    fn what_could_break_or_turn_a_line_or_is_not_seen_does_not() {
        for name in ["", " ", &"é".repeat(129)] {
            assert_eq!(UserName::parse(name), None, "{name:?}");
        }
        let within =
            "\n\0\u{85}\u{ad}\u{61c}\u{200b}\u{200f}\u{2028}\u{2029}\u{202e}\u{2060}\u{2066}\u{feff}";
        for unfit in within.chars() {
            let name = format!("a{unfit}b");
            assert_eq!(UserName::parse(&name), None, "{name:?}");
        }
    }
}
