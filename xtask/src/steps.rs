//! Running the steps of a check one after another, counting what passed, and the closing line.

use std::process::{Command, ExitCode};

use crate::{Outcome, process};

use counts::{Counts, Runner};

pub(crate) mod counts;

/// What has been run so far. A failed step doesn't end the run: one look shows everything that is wrong.
#[derive(Default)]
pub(crate) struct Ledger {
    counts: Counts,
    failures: Vec<String>,
    /// What the test runners wrote.
    said: String,
}

impl Ledger {
    /// Runs a step that gives one result, and hands on what it made. `None` if it failed.
    pub(crate) fn step<T>(&mut self, title: &str, work: impl FnOnce() -> Outcome<T>) -> Option<T> {
        announce(title);
        match work() {
            Ok(made) => {
                self.counts.passed += 1;
                Some(made)
            }
            Err(sentence) => {
                self.fail(title, &sentence);
                None
            }
        }
    }

    /// Runs a test runner and counts its tests one by one. A runner that ran no test has failed, and so has one that
    /// went wrong without saying which test did: it didn't compile, or it crashed.
    pub(crate) fn tests(&mut self, title: &str, runner: Runner, command: &mut Command) {
        announce(title);
        let mut counts = Counts::default();
        let said = &mut self.said;
        let success = process::overhear(command, |line| {
            println!("{line}");
            said.push_str(line);
            said.push('\n');
            counts.add(runner.read(line));
        });
        let success = match success {
            Ok(success) => success,
            Err(sentence) => return self.fail(title, &sentence),
        };
        self.counts.add(counts);
        if counts.failed > 0 {
            self.failures.push(format!("{title}: {} failed", counts.failed));
        } else if !success {
            self.fail(title, &format!("`{}` failed", process::shown(command)));
        } else if counts.passed == 0 {
            self.fail(title, "no test was run");
        }
    }

    /// What the test runners wrote since this was last asked.
    pub(crate) fn take_said(&mut self) -> String {
        std::mem::take(&mut self.said)
    }

    /// Notes one failed result.
    fn fail(&mut self, title: &str, sentence: &str) {
        println!("{title}: {sentence}");
        self.counts.failed += 1;
        self.failures.push(format!("{title}: {sentence}"));
    }

    /// Says once more what failed, then the closing line; nothing is printed after it.
    pub(crate) fn close(self) -> ExitCode {
        println!();
        for failure in &self.failures {
            println!("FAILED {failure}");
        }
        println!("{}", self.counts);
        if self.counts.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

fn announce(title: &str) {
    println!("== {title}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger_after(script: &str) -> Ledger {
        let mut ledger = Ledger::default();
        ledger.tests("tests", Runner::Cargo, process::program("sh").args(["-c", script]));
        ledger
    }

    const THREE_PASSED: &str =
        "echo 'test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out'";

    #[test]
    fn a_runner_that_ran_no_test_has_failed() {
        assert_eq!(ledger_after("true").counts, Counts { passed: 0, failed: 1 });
    }

    #[test]
    fn a_runner_that_fails_without_a_failed_test_has_failed() {
        assert_eq!(
            ledger_after(&format!("{THREE_PASSED}; exit 101")).counts,
            Counts { passed: 3, failed: 1 }
        );
    }

    #[test]
    fn a_runner_that_is_not_there_has_failed() {
        let mut ledger = Ledger::default();
        ledger.tests("tests", Runner::Cargo, &mut process::program("no-such-program-of-ours"));
        assert_eq!(ledger.counts, Counts { passed: 0, failed: 1 });
    }

    #[test]
    fn steps_and_tests_add_up() {
        let mut ledger = ledger_after(THREE_PASSED);
        assert_eq!(ledger.step("one", || Ok(7)), Some(7));
        assert_eq!(ledger.step("two", || Err::<(), _>("broken".to_owned())), None);
        assert_eq!(ledger.counts, Counts { passed: 4, failed: 1 });
        assert_eq!(ledger.failures, ["two: broken"]);
        assert_eq!(ledger.close(), ExitCode::FAILURE);
    }
}
