//! Finding a search text in a name.

/// Splits a name at the first place where the search text stands in it, whatever the case: before, found, after.
/// All is before if it does not occur.
pub fn split_match<'a>(name: &'a str, search: &str) -> (&'a str, &'a str, &'a str) {
    let wanted: Vec<char> = search.chars().flat_map(char::to_lowercase).collect();
    if !wanted.is_empty() {
        for (start, _) in name.char_indices() {
            if let Some(length) = match_length(&name[start..], &wanted) {
                let end = start + length;
                return (&name[..start], &name[start..end], &name[end..]);
            }
        }
    }
    (name, "", "")
}

/// How many bytes at the start of a text the wanted characters take, if they stand there. Lower case can be
/// longer or shorter than upper case, so positions are those of the text itself.
fn match_length(text: &str, wanted: &[char]) -> Option<usize> {
    let mut rest = wanted;
    for (at, c) in text.char_indices() {
        for lower in c.to_lowercase() {
            rest = match rest.split_first() {
                Some((first, others)) if *first == lower => others,
                _ => return None,
            };
        }
        if rest.is_empty() {
            return Some(at + c.len_utf8());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_match_is_found_whatever_the_case_and_script() {
        assert_eq!(split_match("Spring Sale", "sALE"), ("Spring ", "Sale", ""));
        assert_eq!(split_match("五一促销回访", "促销"), ("五一", "促销", "回访"));
        assert_eq!(split_match("İstanbul", "stan"), ("İ", "stan", "bul"));
        assert_eq!(split_match("ab", "abc"), ("ab", "", ""));
        assert_eq!(split_match("ab", ""), ("ab", "", ""));
    }
}
