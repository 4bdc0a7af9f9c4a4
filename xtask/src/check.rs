//! `check`: what can be said without a browser. Format, invariants, licences, lints, native tests.

use std::process::{Command, ExitCode};

use crate::steps::Ledger;
use crate::steps::counts::Runner;
use crate::tools::{self, target};
use crate::{Outcome, machine, process, secrets, tidy};

/// Runs all of it and says how it went.
pub(crate) fn check() -> ExitCode {
    let mut ledger = Ledger::default();
    run(&mut ledger);
    secrets::search(&mut ledger, secrets::NATIVE);
    ledger.close()
}

/// The steps, the quickest first.
pub(crate) fn run(ledger: &mut Ledger) {
    ledger.step("format", || process::run(&mut process::cargo(["fmt", "--all", "--check"])));
    tidy::run(ledger);
    ledger.step("licences, sources and bans", || {
        process::run(deny()?.args(["--hide-inclusion-graph", "bans", "licenses", "sources"]))
    });
    println!(
        "known faults in dependencies are not asked for here: `cargo xtask advisories` does, over the internet"
    );
    ledger.step("lints", || clippy(&["--workspace", "--all-targets"]));
    ledger.step("lints for the browser", || {
        target::ensure()?;
        // Not the unit tests: they run natively, with crates that don't compile for the browser.
        let targets = ["--lib", "--bins", "--test", "browser"];
        clippy(&[&["--package", "recall-desk", "--target", target::WASM], &targets[..]].concat())
    });
    ledger.step("room for what the tests let out", secrets::forget);
    ledger.tests(
        "native tests",
        Runner::Cargo,
        &mut process::cargo(["test", "--workspace", "--no-fail-fast"]),
    );
}

/// `advisories`: asks the `RustSec` database, which lies on the internet and so is no part of `check`.
pub(crate) fn advisories() -> Outcome<()> {
    process::run(deny()?.arg("advisories"))
}

fn clippy(what: &[&str]) -> Outcome<()> {
    process::run(process::cargo(["clippy"]).args(what).args(["--", "--deny", "warnings"]))
}

/// `cargo deny check`, installed where that was needed.
fn deny() -> Outcome<Command> {
    let folder = tools::cargo_deny().folder()?;
    let mut command = process::cargo(["deny", "--workspace", "check"]);
    command.env("PATH", machine::path_with(&[&folder])?);
    Ok(command)
}
