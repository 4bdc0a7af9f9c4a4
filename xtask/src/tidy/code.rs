//! Looking at Rust without parsing it: comments and strings blanked out, names found as whole words.

/// The code of a file, line for line: comments and what stands in quotes become spaces.
pub(super) fn blanked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (length, blank) = match token(rest) {
            Some(length) => (length, true),
            None => (first.len_utf8(), false),
        };
        let (taken, left) = rest.split_at(length);
        if blank {
            out.extend(taken.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        } else {
            out.push_str(taken);
        }
        rest = left;
    }
    out
}

/// The length of the comment, string or character that the text begins with.
fn token(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return Some(text.find("*/").map_or(text.len(), |end| end + 2));
    }
    if text.starts_with('"') {
        return Some(quoted(text, '"'));
    }
    if text.starts_with('\'') {
        // A lifetime has no closing quote behind its first character; a character has one, or an escape.
        let mut characters = text.chars().skip(1);
        let first = characters.next()?;
        return (first == '\\' || characters.next() == Some('\'')).then(|| quoted(text, '\''));
    }
    let hashes = text.strip_prefix('r')?;
    let count = hashes.len() - hashes.trim_start_matches('#').len();
    hashes[count..].starts_with('"').then(|| {
        let end = format!("\"{}", "#".repeat(count));
        let body = 1 + count + 1;
        text[body..].find(&end).map_or(text.len(), |at| body + at + end.len())
    })
}

/// The length of what stands between two quotes, the quotes included.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// What comes before the unit tests, which stand at the end of a file.
pub(super) fn without_tests(code: &str) -> &str {
    let tests = code.match_indices("#[cfg(test)]").find(|(at, _)| {
        let item = code[at + "#[cfg(test)]".len()..].trim_start();
        item.starts_with("mod ")
    });
    tests.map_or(code, |(at, _)| &code[..at])
}

/// Where a name stands as a whole word: its lines, from 1. A name that ends in `_` is the beginning of a word.
pub(super) fn lines_naming(code: &str, name: &str) -> Vec<usize> {
    let in_word = |character: Option<char>| character.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let open_end = name.ends_with('_');
    let names = |line: &str| {
        line.match_indices(name).any(|(at, _)| {
            let begins = !in_word(name.chars().next()) || !in_word(line[..at].chars().next_back());
            let after = line[at + name.len()..].chars().next();
            begins && (open_end || !in_word(name.chars().next_back()) || !in_word(after))
        })
    };
    code.lines().enumerate().filter(|(_, line)| names(line)).map(|(number, _)| number + 1).collect()
}

/// The modules of its own crate that code names, with the line: `crate::api`, also in `use crate::{api, model::view}`.
pub(super) fn own_modules(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + path.len()..];
        let mut push = |name: &str| found.push((line, leading_word(name).to_owned()));
        match rest.strip_prefix('{') {
            None => push(rest),
            Some(group) => top_level(group).into_iter().for_each(push),
        }
    }
    found
}

fn leading_word(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// The parts of a `use` group that are separated by commas of its own level.
fn top_level(group: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_i32, 0);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

#[cfg(test)]
mod tests;
