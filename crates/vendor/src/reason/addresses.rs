//! Blanking where machines are: a caller is told no host name and no address, neither the vendor's nor ours.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::Mask;

/// Dotted names that are no hosts: fields of the request, which the vendor's words are often about.
const FIELDS: [&str; 3] = ["params.strTime", "params.endTime", "params.taskName"];

/// Hides URLs, IP addresses and dotted host names.
pub(super) fn hide(mask: &mut Mask<'_>) {
    let mut start = 0;
    for word in mask.text().split(' ') {
        match word.find("://") {
            // Where a URL ends is a guess, so it takes the rest of the word along.
            Some(colon) => {
                hide_names(mask, start, &word[..colon]);
                let is_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
                let scheme = word[..colon].trim_end_matches(is_scheme).len();
                mask.hide(start + scheme..start + word.len());
            }
            None => hide_names(mask, start, word),
        }
        start += word.len() + 1;
    }
}

/// Hides the addresses and names in a word that begins at `start`.
fn hide_names(mask: &mut Mask<'_>, start: usize, word: &str) {
    let mut at = start;
    for run in word.split_inclusive(|c: char| !(c.is_alphanumeric() || "-_.:".contains(c))) {
        let name = run.trim_end_matches(|c: char| !(c.is_alphanumeric() || c == ':'));
        hide_ipv6(mask, at, name);
        let mut piece_at = at;
        for piece in name.split(':') {
            let bare = piece.trim_matches(['.', '-', '_']);
            if bare.parse::<Ipv4Addr>().is_ok() || is_host_name(bare) {
                let begin = piece_at + (piece.len() - piece.trim_start_matches(['.', '-', '_']).len());
                mask.hide(begin..begin + bare.len());
            }
            piece_at += piece.len() + 1;
        }
        at += run.len();
    }
}

/// Hides an IPv6 address that stands at the end of a name, as it does in `from:fe80::1`.
fn hide_ipv6(mask: &mut Mask<'_>, at: usize, name: &str) {
    let name = name.strip_suffix(':').filter(|name| !name.ends_with(':')).unwrap_or(name);
    let after_colons = name.match_indices(':').map(|(colon, _)| colon + 1);
    let found = [0].into_iter().chain(after_colons).find(|begin| name[*begin..].parse::<Ipv6Addr>().is_ok());
    if let Some(begin) = found.filter(|begin| name[*begin..] != *"::") {
        mask.hide(at + begin..at + name.len());
    }
}

/// Two labels or more, the last of them a word: `db-1.internal`, but neither `1.5` nor `e.g.`.
fn is_host_name(name: &str) -> bool {
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    name.rsplit_once('.').is_some_and(|(labels, last)| {
        labels.split('.').all(is_label)
            && last.chars().nth(1).is_some()
            && is_label(last)
            && !last.starts_with(|c: char| c.is_numeric())
            && !FIELDS.iter().any(|field| field.eq_ignore_ascii_case(name))
    })
}
