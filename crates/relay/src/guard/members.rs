//! Reading one level of a JSON object strictly: every key known, and none twice.
//!
//! Derived types would take an array for an object, and a generic value would keep only the last of two equal keys
//! and round large numbers. The values stay raw text here, so nothing below this level is interpreted, and deep
//! nesting is skipped over without recursion.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The longest part of a key that a refusal quotes, in characters.
const QUOTED: usize = 40;

/// Reads the object in `json`, whose keys may be `known` and nothing else, and gives their values in that order.
/// `level` names the object in the error, which is a sentence for the caller.
pub(super) fn members<'a, const N: usize>(
    json: &'a str,
    known: [&'static str; N],
    level: &'static str,
) -> Result<[Option<&'a RawValue>; N], String> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let mut wrong = None;
    let read = (&mut deserializer).deserialize_map(Members { known, wrong: &mut wrong });
    // A text that turns out to be no JSON at all is told so, whatever its first keys were.
    let values = read.and_then(|values| deserializer.end().map(|()| values));
    match (values, wrong) {
        (Err(_), _) => Err(format!("{level} is not a JSON object.")),
        (Ok(_), Some(Wrong::Unknown(key))) => Err(format!("{level} has the unknown key {}.", quote(&key))),
        (Ok(_), Some(Wrong::Twice(key))) => Err(format!("{level} has the key \"{key}\" twice.")),
        (Ok(values), None) => Ok(values),
    }
}

/// A key of the caller's, short and without anything that could be taken for something else: control characters and
/// those that reorder or hide text are left out, quotation marks too.
fn quote(key: &str) -> String {
    let is_plain = |c: &char| c.is_alphanumeric() || *c == ' ' || (c.is_ascii_graphic() && *c != '"');
    let mut shown: String = key.chars().take(QUOTED).filter(is_plain).collect();
    if key.chars().nth(QUOTED).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

enum Wrong {
    Unknown(String),
    Twice(&'static str),
}

struct Members<'w, const N: usize> {
    known: [&'static str; N],
    wrong: &'w mut Option<Wrong>,
}

impl<'de, const N: usize> Visitor<'de> for Members<'_, N> {
    type Value = [Option<&'de RawValue>; N];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    /// Notes the first wrong key and reads on.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut values = [None; N];
        while let Some((key, value)) = map.next_entry::<String, &RawValue>()? {
            let wrong = match self.known.iter().position(|known| *known == key) {
                Some(at) if values[at].is_none() => {
                    values[at] = Some(value);
                    continue;
                }
                Some(at) => Wrong::Twice(self.known[at]),
                None => Wrong::Unknown(key),
            };
            self.wrong.get_or_insert(wrong);
        }
        Ok(values)
    }
}
