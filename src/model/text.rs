//! Comparing texts whatever their case.

/// Writes a text in lower case. Passed in, because the browser has the tables for it already.
pub type Lower = fn(&str) -> String;

/// The text in lower case, if that takes no tables: it is all ASCII, or of a script without cases, like Chinese.
pub fn plainly_lower(text: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii() || matches!(c, '\u{2e80}'..='\u{a63f}');
    // Most texts are, and that can be seen many letters at a time.
    (text.is_ascii() || text.chars().all(is_plain)).then(|| text.to_ascii_lowercase())
}

/// Splits a name at the first place where the search text stands in it, whatever the case: before, found, after.
/// All is before if it does not occur, or if lower case has another length so that the place can't be told.
pub fn split_match<'a>(name: &'a str, search: &str, lower: Lower) -> (&'a str, &'a str, &'a str) {
    if search.is_empty() {
        return (name, "", "");
    }
    let (lowered, wanted) = (lower(name), lower(search));
    let found = lowered.find(&wanted);
    let same_length = lowered.chars().count() == name.chars().count();
    let Some(at) = found.filter(|_| same_length) else { return (name, "", "") };
    let start = byte_of(name, lowered[..at].chars().count());
    let end = start + byte_of(&name[start..], wanted.chars().count());
    (&name[..start], &name[start..end], &name[end..])
}

/// The byte at which the nth character begins.
fn byte_of(text: &str, nth: usize) -> usize {
    text.char_indices().nth(nth).map_or(text.len(), |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_texts_are_lowered_as_by_the_tables_and_others_left_to_them() {
        for c in ('\0'..='\u{10ffff}').map(String::from) {
            assert!(plainly_lower(&c).is_none_or(|plainly| plainly == c.to_lowercase()), "{c}");
        }
        assert_eq!(plainly_lower("May 会员续费"), Some("may 会员续费".to_owned()));
        assert_eq!(plainly_lower("Thanh toán"), None);
    }

    #[test]
    fn the_match_is_found_whatever_the_case_and_script() {
        let split = |name, search| split_match(name, search, str::to_lowercase);
        assert_eq!(split("Spring Sale", "sALE"), ("Spring ", "Sale", ""));
        assert_eq!(split("五一促销回访", "促销"), ("五一", "促销", "回访"));
        assert_eq!(split("Nhắc THANH toán", "thanh T"), ("Nhắc ", "THANH t", "oán"));
        assert_eq!(split("İstanbul", "stan"), ("İstanbul", "", ""));
        assert_eq!(split("ab", "abc"), ("ab", "", ""));
        assert_eq!(split("ab", ""), ("ab", "", ""));
    }
}
