//! The shape of files.

use super::Violation;
use super::repository::{File, Repository};
use crate::files;

/// The most lines a file of code may have. Beyond this it has more than one subject.
const MOST_LINES: usize = 350;

/// How the names of such files end, beside those of Rust.
const SCRIPTS_AND_STYLES: [&str; 6] = ["css", "js", "jsx", "mjs", "ts", "tsx"];

/// `x.rs` beside `x/`, at most 350 lines, which goes for scripts and styles too, and a first line that says what the
/// module is.
pub(super) fn modules(repository: &Repository) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in repository.rust() {
        if file.path.ends_with("/mod.rs") {
            found.push(Violation::of(&file.path, "rename it: x/mod.rs is x.rs beside x/"));
        }
        if !file.text.starts_with("//!") {
            found.push(Violation::of(
                &file.path,
                "begin it with a `//!` line that says what the module is for",
            ));
        }
    }
    let others = |file: &&File| SCRIPTS_AND_STYLES.contains(&files::extension(&file.path));
    for file in repository.rust().chain(repository.files.iter().filter(others)) {
        let lines = file.text.lines().count();
        if lines > MOST_LINES {
            found.push(Violation::of(
                &file.path,
                format!("has {lines} lines, at most {MOST_LINES}: split it by subject"),
            ));
        }
    }
    found
}

/// No white space at the end of a line, no tabs, one line break at the end of the file.
pub(super) fn text(repository: &Repository) -> Vec<Violation> {
    let mut found = Vec::new();
    // Licences stay as their authors wrote them, and the inputs of a fuzzer are bytes.
    let is_text = |path: &str| !["LICENSE", "fuzz/corpus/"].iter().any(|prefix| path.starts_with(prefix));
    for file in repository.files.iter().filter(|file| is_text(&file.path)) {
        for (number, line) in file.text.split('\n').enumerate() {
            if line.ends_with([' ', '\t', '\r']) {
                found.push(Violation::at(&file.path, number + 1, "ends with white space: take it away"));
            }
            if line.contains('\t') {
                found.push(Violation::at(&file.path, number + 1, "holds a tab: indent with spaces"));
            }
        }
        let ends_well = file.text.is_empty() || file.text.ends_with('\n') && !file.text.ends_with("\n\n");
        if !ends_well {
            found.push(Violation::of(&file.path, "end it with exactly one line break"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_of_a_module_is_found() {
        let long = format!("//! Long.\n{}", "\n".repeat(MOST_LINES));
        let samples = [
            ("src/a/mod.rs", "//! A.\n"),
            ("src/b.rs", long.as_str()),
            ("src/c.rs", "use d;\n"),
            ("src/d.js", long.as_str()),
        ];
        for sample in samples {
            assert_eq!(modules(&Repository::of(&[sample])).len(), 1, "{}", sample.0);
        }
        let full = format!("//! Full.\n{}", "\n".repeat(MOST_LINES - 1));
        assert!(modules(&Repository::of(&[("src/b.rs", &full)])).is_empty());
    }

    #[test]
    fn each_fault_of_a_text_is_found() {
        for text in ["a \n", "a\r\n", "a\tb\n", "a", "a\n\n"] {
            assert_eq!(text_faults(text), 1, "{text:?}");
        }
        assert_eq!(text_faults("a\n\nb\n"), 0);
    }

    fn text_faults(content: &str) -> usize {
        text(&Repository::of(&[("README.md", content)])).len()
    }
}
