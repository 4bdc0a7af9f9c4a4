//! `secrets`: the last step of `check` and `test`, which searches all that the tests let out for secrets.
//!
//! The tests keep what relays answered, logged and wrote in a folder (`crates/relay/tests/it/outputs.rs`,
//! `e2e/harness/outputs.ts`, `api.rs`), and what the test runners wrote themselves is put beside it. What the end-to-end
//! tests attach and the built panel are searched where they lie.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::files::{self, Folder};
use crate::steps::Ledger;
use crate::{Outcome, workspace};

use marks::Marks;
pub(crate) use marks::{KEY, SECRET};

mod marks;

/// What the test runners wrote.
const RUNNERS: &str = "test-runners";

/// The relay that Schemathesis asked.
const API_PROGRAMS: &str = "api-programs";

/// What the native tests must have left, or there would be nothing to search.
pub(crate) const NATIVE: &[&str] = &[RUNNERS, "relay-answers", "relay-log", "relay-programs"];

/// What must be there in addition when everything has run.
pub(crate) const BEYOND_NATIVE: &[&str] = &[API_PROGRAMS, "e2e-answers", "e2e-programs", "panel/index.html"];

/// Forgets what earlier runs left.
pub(crate) fn forget() -> Outcome<()> {
    files::remove_folder(&outputs())?;
    files::remove_folder(&attachments())
}

/// An empty file for what the programs write that Schemathesis asks.
pub(crate) fn api_programs() -> Outcome<PathBuf> {
    let log = outputs().join(API_PROGRAMS);
    files::write(&log, "")?;
    Ok(log)
}

/// Searches everything, as a step. What is `expected` has to be there and not empty.
pub(crate) fn search(ledger: &mut Ledger, expected: &[&str]) {
    let runners = ledger.take_said();
    ledger.step("secrets", || {
        files::write(&outputs().join(RUNNERS), runners)?;
        let everything = everything()?;
        let missing = expected.iter().find(|name| everything.get(**name).is_none_or(Vec::is_empty));
        if let Some(missing) = missing {
            return Err(format!("the tests left no {missing}, so it was not searched"));
        }
        told(&found_in(&everything, &Marks::around(last_written(&outputs())?)?))
    });
}

/// All files that are searched, by the names that people find them under.
fn everything() -> Outcome<Folder> {
    let mut everything = files::read_folder(&outputs())?;
    for (name, folder) in [("panel", workspace::panel()), ("e2e/test-results", attachments())] {
        for (path, bytes) in files::read_folder(&folder)? {
            everything.insert(format!("{name}/{path}"), bytes);
        }
    }
    Ok(everything)
}

fn outputs() -> PathBuf {
    workspace::root().join("target/outputs")
}

/// What the end-to-end tests attach to their report.
fn attachments() -> PathBuf {
    workspace::root().join("e2e/test-results")
}

/// When the tests ran, in unix seconds: by the machine's clock, which signs too.
fn last_written(folder: &Path) -> Outcome<u64> {
    let unreadable = |error| format!("{} can't be read: {error}", folder.display());
    let mut last = UNIX_EPOCH;
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        last = last.max(entry.and_then(|entry| entry.metadata()?.modified()).map_err(unreadable)?);
    }
    Ok(last.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()))
}

/// Where a secret stands and what it is, and never the secret itself. What leaks once often leaks a thousand times, so
/// each file is named once for each kind of secret.
fn found_in(everything: &Folder, marks: &Marks) -> Vec<String> {
    let mut found = Vec::new();
    for (name, bytes) in everything {
        let mut lines: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, line) in String::from_utf8_lossy(bytes).lines().enumerate() {
            if let Some(what) = marks.find(line) {
                lines.entry(what).or_default().push(number + 1);
            }
        }
        for (what, lines) in lines {
            found.push(format!("{name}:{}: {what}, in {} lines", lines[0], lines.len()));
        }
    }
    found
}

fn told(found: &[String]) -> Outcome<()> {
    if found.is_empty() {
        return Ok(());
    }
    Err(format!("in target/outputs and what else is searched, something got out:\n  {}", found.join("\n  ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_told_by_its_place_and_never_by_itself() {
        let outputs = Folder::from([
            ("clean".to_owned(), b"fine\n".to_vec()),
            ("log".to_owned(), format!("fine\nthe {SECRET}\nthe {SECRET}\n").into_bytes()),
        ]);
        let sentence = told(&found_in(&outputs, &Marks::around(0).unwrap())).unwrap_err();
        assert!(sentence.ends_with("\n  log:2: a secret of the tests, in 2 lines"), "{sentence}");
        assert!(!sentence.contains(SECRET));
    }

    #[test]
    fn no_secret_is_no_failure() {
        let outputs = Folder::from([("log".to_owned(), b"GET /\n".to_vec())]);
        assert_eq!(told(&found_in(&outputs, &Marks::around(0).unwrap())), Ok(()));
    }
}
