//! The invariants of docs/architecture.md as tests: what must be absent, and the shape that files have.
//!
//! Each rule is a function from the repository to what it found wrong, and has a test that shows it a made-up sample which
//! breaks it, so that none is a rule that can't fail.

use std::fmt;
use std::process::ExitCode;

use crate::Outcome;
use crate::steps::Ledger;

use repository::Repository;

mod attributes;
mod code;
mod contrast;
mod crates;
mod layers;
mod manifests;
mod relay;
mod repository;
mod shape;
mod words;

/// Something that breaks a rule: where, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
struct Violation {
    /// Relative to the root.
    file: String,
    /// Counted from 1; 0 if it is about the file as a whole.
    line: usize,
    advice: String,
}

impl Violation {
    fn at(file: &str, line: usize, advice: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, advice: advice.into() }
    }

    fn of(file: &str, advice: impl Into<String>) -> Self {
        Self::at(file, 0, advice)
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(formatter, "{}: {}", self.file, self.advice),
            line => write!(formatter, "{}:{line}: {}", self.file, self.advice),
        }
    }
}

/// An invariant, and how to see that it holds.
struct Rule {
    says: &'static str,
    check: fn(&Repository) -> Vec<Violation>,
}

const RULES: [Rule; 20] = [
    Rule { says: "the browser can't link what only a server may have", check: crates::panel_tree },
    Rule { says: "the contract depends on serde alone", check: crates::contract_tree },
    Rule { says: "the vendor's crate does no I/O", check: crates::vendor_tree },
    Rule { says: "only the vendor's crate hashes with MD5", check: crates::md5_parents },
    Rule { says: "dependencies are declared once, in the workspace", check: manifests::declared_once },
    Rule { says: "the panel's layers name only what lies below them", check: layers::arrows },
    Rule { says: "the panel's layers keep to their trade", check: layers::trades },
    Rule { says: "the browser's own interface is touched in few places", check: layers::owners },
    Rule {
        says: "only the relay's upstream signs, and only it and the fetch of keys call out",
        check: relay::calling_out,
    },
    Rule { says: "the relay checks every certificate", check: relay::certificates },
    Rule { says: "the relay's handlers write no headers", check: relay::handlers },
    Rule { says: "every refusal lives in the relay's guard", check: relay::refusals },
    Rule { says: "every route and every layer stands in the router", check: relay::routes },
    Rule { says: "colours stand out from what they are drawn on", check: contrast::colours },
    Rule { says: "modules are x.rs beside x/, short, and say what they are", check: shape::modules },
    Rule { says: "text files are clean at the ends", check: shape::text },
    Rule { says: "nothing is skipped or left undone", check: attributes::nothing_skipped },
    Rule { says: "a lint is lifted with its reason", check: attributes::reasons },
    Rule { says: "clock and environment are read in one place a side", check: attributes::ambient },
    Rule { says: "the repository speaks of the project alone", check: words::outside },
];

/// `tidy`: the invariants alone.
pub(crate) fn tidy() -> ExitCode {
    let mut ledger = Ledger::default();
    run(&mut ledger);
    ledger.close()
}

/// Every rule as a step of its own.
pub(crate) fn run(ledger: &mut Ledger) {
    let Some(repository) = ledger.step("tidy: reading the repository", Repository::read) else { return };
    for rule in &RULES {
        ledger.step(&format!("tidy: {}", rule.says), || verdict(&(rule.check)(&repository)));
    }
}

fn verdict(violations: &[Violation]) -> Outcome<()> {
    if violations.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = violations.iter().map(|violation| format!("\n  {violation}")).collect();
    Err(lines.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_keeps_every_rule() {
        let repository = Repository::read().unwrap();
        let broken = |rule: &Rule| verdict(&(rule.check)(&repository)).err().map(|found| (rule.says, found));
        let broken: Vec<_> = RULES.iter().filter_map(broken).collect();
        assert!(broken.is_empty(), "{broken:#?}");
    }

    #[test]
    fn a_violation_says_where_it_is() {
        assert_eq!(Violation::at("src/a.rs", 3, "do b").to_string(), "src/a.rs:3: do b");
        assert_eq!(Violation::of("src/a.rs", "do b").to_string(), "src/a.rs: do b");
    }
}
