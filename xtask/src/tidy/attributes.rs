//! Tests that are skipped, lints that are lifted, and what is read behind everybody's back.

use super::Violation;
use super::code::blanked;
use super::layers::naming;
use super::repository::Repository;
use crate::files;

/// What marks a test as skipped or work as undone. In two parts, so that this file doesn't hold them.
const UNDONE: [[&str; 2]; 6] =
    [["#[ign", "ore"], ["to", "do!("], ["unimpl", "emented!("], ["TO", "DO"], ["FIX", "ME"], ["XX", "X"]];

/// What does so in a script, under whatever name it knows the test runner. In Rust an iterator may skip.
const SKIPPED: [&str; 4] = [".only(", ".skip(", ".fixme(", ".fail("];

/// The files that may read the clock or the environment: one clock file a side, `main.rs`, and the workshop's `machine.rs`.
const READERS: [&str; 4] = ["main.rs", "clock.rs", "xtask/src/machine.rs", "build.rs"];

/// Every test is run, and no work is left for later.
pub(super) fn nothing_skipped(repository: &Repository) -> Vec<Violation> {
    let mut found = Vec::new();
    let undone = UNDONE.map(|parts| parts.concat());
    for file in &repository.files {
        let extension = files::extension(&file.path);
        let skipped = if SCRIPTS.contains(&extension) { &SKIPPED[..] } else { &[] };
        if !SCRIPTS.contains(&extension) && !OTHERS.contains(&extension) {
            continue;
        }
        for (number, line) in file.text.lines().enumerate() {
            let marks = undone.iter().map(String::as_str).chain(skipped.iter().copied());
            for word in marks.filter(|word| line.contains(word)) {
                found.push(Violation::at(
                    &file.path,
                    number + 1,
                    format!("holds `{word}`: do it now, or leave it out"),
                ));
            }
        }
    }
    found
}

/// The extensions of files in which tests of the browser could be.
const SCRIPTS: [&str; 5] = ["ts", "tsx", "js", "jsx", "mjs"];

/// Those of other files that are written by hand.
const OTHERS: [&str; 8] = ["rs", "py", "css", "html", "toml", "yaml", "conf", "service"];

/// Who lifts a lint says why.
pub(super) fn reasons(repository: &Repository) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in repository.rust() {
        let code = blanked(&file.text);
        for lint in ["[allow(", "[expect("] {
            for (at, _) in code.match_indices(lint).filter(|(at, _)| code[..*at].ends_with(['#', '!'])) {
                let attribute = &code[at..][..code[at..].find(")]").unwrap_or(code.len() - at)];
                if !attribute.contains("reason =") {
                    let line = code[..at].matches('\n').count() + 1;
                    found.push(Violation::at(&file.path, line, "lifts a lint: add `reason = \"…\"`"));
                }
            }
        }
    }
    found
}

/// The clock and the environment are arguments, except where a program begins. Clippy bans the calls; this bans lifting
/// that ban elsewhere. Integration tests may look at a clock to see that something was quick enough.
pub(super) fn ambient(repository: &Repository) -> Vec<Violation> {
    let tests = |path: &str| path.starts_with("tests/") || path.contains("/tests/");
    let others = repository.rust().filter(|file| !tests(&file.path)).filter(|file| {
        let allowed = |reader: &str| file.path == reader || file.path.ends_with(&format!("/{reader}"));
        !READERS.iter().any(|reader| allowed(reader))
    });
    let lifted = others.flat_map(|file| {
        let instead = "take the time or the setting as an argument, from the clock module or from main.rs";
        naming(&file.path, &file.code, &["disallowed_methods"], instead)
    });
    lifted.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_of_undone_work_is_found() {
        for word in UNDONE.map(|parts| parts.concat()) {
            let found =
                nothing_skipped(&Repository::of(&[("e2e/tests/a.spec.ts", &format!("x {word} y\n"))]));
            assert_eq!(found.len(), 1, "{word}");
        }
    }

    #[test]
    fn a_test_is_not_skipped_by_whatever_name() {
        let faults = |path: &str, code: &str| nothing_skipped(&Repository::of(&[(path, code)])).len();
        for mark in SKIPPED {
            for runner in ["test", "test.describe", "alone", "alone.describe"] {
                assert_eq!(
                    faults("e2e/tests/a.spec.ts", &format!("{runner}{mark}\"x\");\n")),
                    1,
                    "{runner}{mark}"
                );
            }
        }
        assert_eq!(faults("src/model/walk.rs", "rows.iter().skip(20)\n"), 0);
    }

    #[test]
    fn a_lint_lifted_without_a_reason_is_found() {
        let faults = |text: &str| reasons(&Repository::of(&[("src/a.rs", text)])).len();
        assert_eq!(faults("#[allow(dead_code)]\n"), 1);
        assert_eq!(faults("#![expect(\n    clippy::panic\n)]\n"), 1);
        assert_eq!(faults("#[expect(clippy::panic, reason = \"because\")]\nx.expect(\"y\")[0];\n"), 0);
    }

    #[test]
    fn reading_the_clock_elsewhere_is_found() {
        let code = "#![expect(clippy::disallowed_methods, reason = \"why not\")]\n";
        assert_eq!(ambient(&Repository::of(&[("crates/relay/src/guard.rs", code)])).len(), 1);
        assert!(
            ambient(&Repository::of(&[("crates/relay/src/clock.rs", code), ("src/main.rs", code)]))
                .is_empty()
        );
    }
}
