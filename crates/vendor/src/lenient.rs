//! Reading JSON one level at a time, without believing more of it than is needed.
//!
//! Everything goes through [`RawValue`], never through `serde_json::Value`, which would round 64-bit integers, and
//! never through derived types, which would take an array for an object and lose a whole page to one bad field.
//! `serde_json` skips over a value without recursion, so deep nesting can't exhaust the stack.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// The whole document, past a byte order mark, or `None` if it is not one JSON value. Whoever calls has already
/// repaired invalid UTF-8.
pub(crate) fn document(text: &str) -> Option<&RawValue> {
    serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()
}

/// The named members of an object, in the order asked for. Absent and null are both `None`; of duplicate members the
/// last one counts. `None` as a whole if this is no object.
pub(crate) fn members<'a, const N: usize>(
    raw: &'a RawValue,
    names: [&str; N],
) -> Option<[Option<&'a RawValue>; N]> {
    if !raw.get().starts_with('{') {
        return None;
    }
    serde_json::Deserializer::from_str(raw.get()).deserialize_map(Members(names)).ok()
}

struct Members<'n, const N: usize>([&'n str; N]);

impl<'de, const N: usize> Visitor<'de> for Members<'_, N> {
    type Value = [Option<&'de RawValue>; N];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = [None; N];
        while let Some((Text(name), value)) = map.next_entry::<Text, &RawValue>()? {
            if let Some(slot) = self.0.iter().position(|wanted| *wanted == name) {
                found[slot] = (value.get() != "null").then_some(value);
            }
        }
        Ok(found)
    }
}

/// The elements of an array.
#[derive(Default)]
pub(crate) struct Elements<'a> {
    /// The first elements, as many as were asked for at most.
    pub(crate) first: Vec<&'a RawValue>,
    /// How many elements there are in all.
    pub(crate) count: usize,
}

/// The first `limit` elements of an array and the number of all of them, or `None` if this is no array. The limit
/// keeps a hostile answer's million elements from being held.
pub(crate) fn elements(raw: &RawValue, limit: usize) -> Option<Elements<'_>> {
    if !raw.get().starts_with('[') {
        return None;
    }
    serde_json::Deserializer::from_str(raw.get()).deserialize_seq(FirstElements(limit)).ok()
}

struct FirstElements(usize);

impl<'de> Visitor<'de> for FirstElements {
    type Value = Elements<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut first = Vec::new();
        while first.len() < self.0
            && let Some(element) = seq.next_element()?
        {
            first.push(element);
        }
        let mut count = first.len();
        while seq.next_element::<IgnoredAny>()?.is_some() {
            count += 1;
        }
        Ok(Elements { first, count })
    }
}

/// The text of a string, or `None` if this is no string. Half a surrogate pair becomes U+FFFD.
pub(crate) fn text(raw: &RawValue) -> Option<String> {
    if !raw.get().starts_with('"') {
        return None;
    }
    serde_json::from_str(raw.get()).ok().map(|Text(text)| text)
}

/// A string read as bytes, because that is how `serde_json` lets half a surrogate pair through: as the three bytes
/// that UTF-8 would have for it if it allowed them.
struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(TextVisitor)
    }
}

struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Text, E> {
        let mut bytes = bytes.to_vec();
        for at in 0..bytes.len().saturating_sub(2) {
            if bytes[at] == 0xed && bytes[at + 1] >= 0xa0 {
                bytes[at..at + 3].copy_from_slice("\u{fffd}".as_bytes());
            }
        }
        Ok(Text(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

/// An integer that is written as a number or as text, if it is one and fits 64 bits. `12.0` is 12; 12.5 is nothing.
pub(crate) fn integer(raw: &RawValue) -> Option<i64> {
    match text(raw) {
        Some(text) => exact_integer(text.trim()),
        None => exact_integer(raw.get()),
    }
}

/// Reads a decimal number exactly, without a detour through a float, which would round above 2^53.
fn exact_integer(number: &str) -> Option<i64> {
    let (sign, rest) = number.strip_prefix('-').map_or((1, number), |rest| (-1, rest));
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (rest, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() || !(whole.bytes().chain(fraction.bytes())).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Some(0);
    }
    let dropped = digits.len() - digits.trim_end_matches('0').len();
    let zeros = i64::from(exponent) + i64::try_from(dropped).ok()? - i64::try_from(fraction.len()).ok()?;
    // Nineteen digits hold every i64; anything longer need not be multiplied out to be refused.
    let zeros = u32::try_from(zeros).ok().filter(|zeros| *zeros < 19)?;
    let value = significant.parse::<i128>().ok()?.checked_mul(10_i128.pow(zeros))?;
    i64::try_from(sign * value).ok()
}
