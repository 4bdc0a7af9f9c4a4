//! The vendor's way to write a moment: `YYYY-MM-DD HH:mm:ss`, with no zone.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// Reads exactly `YYYY-MM-DD HH:mm:ss`, in ASCII digits, if it is a moment that exists: no 30 February, no 24:00:00,
/// no leap second.
pub fn parse(text: &str) -> Option<NaiveDateTime> {
    parse_separated(text, b' ')
}

/// Writes a moment as the vendor does; fractions of a second are cut off.
pub fn format(moment: NaiveDateTime) -> String {
    moment.format("%Y-%m-%d %H:%M:%S").to_string()
}

/// The moment `text` means, in the vendor's form, if it is in that form already or in its near kin, which Java writes when
/// nobody tells it how: with a `T`, without seconds after it if there are none, with fractions. Anything else, an offset
/// above all, would have to be guessed at and is `None`.
pub fn normalise(text: String) -> Option<String> {
    if parse(&text).is_some() {
        return Some(text);
    }
    let (whole, fraction) = text.split_once('.').map_or((&*text, None), |(w, f)| (w, Some(f)));
    let readable = fraction.is_none_or(|f| !f.is_empty() && f.bytes().all(|b| b.is_ascii_digit()));
    if !readable {
        return None;
    }
    let without_seconds = fraction.is_none() && whole.len() == "YYYY-MM-DDTHH:mm".len();
    let moment = if without_seconds {
        parse_separated(&format!("{whole}:00"), b'T')
    } else {
        parse(whole).or_else(|| parse_separated(whole, b'T'))
    };
    moment.map(format)
}

/// chrono's own parser is not used because it takes signs, padding and single digits that the vendor's form has not.
fn parse_separated(text: &str, separator: u8) -> Option<NaiveDateTime> {
    let bytes = text.as_bytes();
    let shape = [(4, b'-'), (7, b'-'), (10, separator), (13, b':'), (16, b':')];
    if bytes.len() != 19 || shape.iter().any(|&(at, mark)| bytes[at] != mark) {
        return None;
    }
    let number = |from: usize, to: usize| {
        bytes[from..to]
            .iter()
            .try_fold(0_u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    };
    let year = i32::try_from(number(0, 4)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?;
    let time = NaiveTime::from_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)?;
    Some(date.and_time(time))
}
