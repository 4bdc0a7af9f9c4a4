//! How many tests passed and failed, read from the closing lines of the runners.

use std::fmt;

/// Results. A test that was skipped counts as failed: nothing here is skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Counts {
    /// Adds what another count holds.
    pub(crate) fn add(&mut self, more: Counts) {
        self.passed += more.passed;
        self.failed += more.failed;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The test runners whose closing lines are understood.
#[derive(Clone, Copy)]
pub(crate) enum Runner {
    /// `cargo test`, natively or through wasm-bindgen's runner: a line for each binary.
    Cargo,
    /// `playwright test`: a line for each kind of result.
    Playwright,
    /// `schemathesis run`: a line for each of its phases, which counts operations. Those for which a phase has nothing
    /// to do are no tests of it, so they don't count.
    Schemathesis,
}

impl Runner {
    /// What one line of the runner's output adds to the count: nothing, unless it is a closing line.
    pub(crate) fn read(self, line: &str) -> Counts {
        match self {
            Self::Cargo => line.trim().strip_prefix("test result: ").map(read_cargo).unwrap_or_default(),
            Self::Playwright => read_playwright(line),
            Self::Schemathesis => read_schemathesis(line),
        }
    }
}

/// `ok. 12 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.03s`
fn read_cargo(result: &str) -> Counts {
    let after_verdict = result.split_once(". ").map_or(result, |(_, counts)| counts);
    let mut counts = Counts::default();
    for part in after_verdict.split(';') {
        match number_and_word(part) {
            Some((number, "passed")) => counts.passed += number,
            Some((number, "failed" | "ignored")) => counts.failed += number,
            _ => {}
        }
    }
    counts
}

/// `  12 passed (3.4s)`, `  1 failed`, `  2 did not run`
fn read_playwright(line: &str) -> Counts {
    // The summary is indented by two spaces; what a test prints itself is not taken for it.
    let summary =
        line.strip_prefix("  ").filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
    match summary.and_then(number_and_word) {
        Some((passed, word)) if word == "passed" || word.starts_with("passed (") => {
            Counts { passed, failed: 0 }
        }
        Some((failed, "failed" | "flaky" | "skipped" | "interrupted" | "did not run")) => {
            Counts { passed: 0, failed }
        }
        _ => Counts::default(),
    }
}

/// `     ✅ 1 passed  ❌ 1 failed  ⏭  1 skipped`
fn read_schemathesis(line: &str) -> Counts {
    let mut counts = Counts::default();
    let results = line.strip_prefix("     ").unwrap_or_default();
    for part in results.split("  ") {
        let result = part.split_once(' ').and_then(|(mark, result)| Some((mark, number_and_word(result)?)));
        match result {
            Some(("✅", (number, "passed"))) => counts.passed += number,
            Some(("❌", (number, "failed")) | ("🚫", (number, "error" | "errors"))) => {
                counts.failed += number;
            }
            _ => {}
        }
    }
    counts
}

fn number_and_word(part: &str) -> Option<(u64, &str)> {
    let (number, word) = part.trim().split_once(' ')?;
    Some((number.parse().ok()?, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(runner: Runner, output: &str) -> Counts {
        let mut counts = Counts::default();
        output.lines().for_each(|line| counts.add(runner.read(line)));
        counts
    }

    #[test]
    fn cargo_binaries_add_up_and_ignored_tests_count_as_failed() {
        let output = "running 3 tests\ntest a ... ok\n\
            test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 4 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s\n";
        assert_eq!(total(Runner::Cargo, output), Counts { passed: 7, failed: 3 });
    }

    #[test]
    fn playwright_results_add_up_and_tests_that_did_not_run_count_as_failed() {
        let output = "Running 9 tests using 1 worker\n  ✓  1 tests/a.spec.ts:3:5 › a page › loads (1.1s)\n\
            \n  1 failed\n    tests/a.spec.ts:9:5 › says 5 failed\n  1 flaky\n  1 skipped\n  2 did not run\n  4 passed (12.3s)\n";
        assert_eq!(total(Runner::Playwright, output), Counts { passed: 4, failed: 5 });
    }

    #[test]
    fn operations_add_up_over_the_phases() {
        let output = " ✅  Examples (in 0.05s)\n\n     ✅ 1 passed  ⏭  1 skipped\n ❌  Coverage (in 1.67s)\n\n\
            \u{20}    ✅ 1 passed  ❌ 2 failed  🚫 1 error\n\nTest cases:\n  205 generated, 1 found 1 unique failure\n";
        assert_eq!(total(Runner::Schemathesis, output), Counts { passed: 2, failed: 3 });
    }

    #[test]
    fn what_a_test_prints_is_not_taken_for_a_closing_line() {
        let printed = "12 passed\n1 failed\nresult: ok. 3 passed\n";
        assert_eq!(total(Runner::Playwright, printed), Counts::default());
        assert_eq!(total(Runner::Cargo, printed), Counts::default());
    }

    #[test]
    fn the_closing_line_stands_alone() {
        assert_eq!(Counts { passed: 12, failed: 0 }.to_string(), "12 passed, 0 failed");
    }
}
