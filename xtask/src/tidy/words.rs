//! Words that don't belong in the repository.

use super::Violation;
use super::repository::Repository;

/// Folders of somebody's machine. In two parts, so that this file doesn't hold them.
const PLACES: [[&str; 2]; 5] =
    [["/ro", "ot/"], ["/ho", "me/"], ["/wo", "rk/"], ["/t", "mp/"], ["../sha", "red"]];

/// What lies in the repository speaks of the project, not of the place where somebody worked on it.
pub(super) fn outside(repository: &Repository) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in &repository.files {
        for (number, line) in file.text.lines().enumerate() {
            for place in PLACES.map(|parts| parts.concat()).iter().filter(|place| names(line, place)) {
                let advice = format!("names `{place}`: say it without a place on somebody's machine");
                found.push(Violation::at(&file.path, number + 1, advice));
            }
        }
    }
    found
}

/// Whether a path begins with the place, rather than having it inside: `target/tmp` is a folder of ours.
fn names(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|character| character.is_alphanumeric() || "._-~}".contains(character))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(line: &str) -> usize {
        outside(&Repository::of(&[("docs/a.md", line)])).len()
    }

    #[test]
    fn each_place_is_found() {
        for place in PLACES.map(|parts| parts.concat()) {
            assert_eq!(faults(&format!("see `{place}notes`\n")), 1, "{place}");
            assert_eq!(faults(&format!("{place}notes\n")), 1, "{place}");
        }
    }

    #[test]
    fn a_folder_of_the_same_name_inside_a_path_is_fine() {
        assert_eq!(faults(&format!("target{}x\n", PLACES[3].concat())), 0);
    }
}
