//! The workshop: everything that is done with this repository, each with one command.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod api;
mod bench;
mod check;
mod clock;
mod container;
mod dist;
mod files;
mod fuzz;
mod machine;
mod manifest;
mod panel;
mod process;
mod program;
mod run;
mod secrets;
mod serve;
mod steps;
mod test;
mod tidy;
mod tools;
mod workspace;

/// What the workshop's functions give back. A failure is a sentence that says what went wrong and what to do.
type Outcome<T> = Result<T, String>;

/// Recall Desk's workshop
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything and start the relay in demo mode, with simulated data and without keys
    Run(run::Arguments),
    /// Work on the panel: rebuild and reload it on every change, with a demo relay behind it
    Serve,
    /// Format, lints, invariants, licences and native tests
    Check,
    /// Everything that CI runs: `check`, the panel's size, the API and the Kubernetes manifest against what describes
    /// them, the tests in a real browser
    Test,
    /// Let the fuzzers look for bytes that break a promise, ten minutes each (needs a C++ compiler)
    Fuzz(fuzz::Arguments),
    /// Measure the relay beside nginx and under attack, and the panel beside other tables, and write docs/benchmarks.md
    /// (more than half an hour)
    Bench(bench::Arguments),
    /// Only the invariants of docs/architecture.md
    Tidy,
    /// Ask the `RustSec` database for known faults in what this project depends on (needs the internet)
    Advisories,
    /// Build the release binary, with the panel in it, into dist/
    Dist,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Serve => serve::serve(),
        Command::Check => return check::check(),
        Command::Test => return test::test(),
        Command::Fuzz(arguments) => return fuzz::fuzz(&arguments),
        Command::Bench(arguments) => bench::bench(&arguments),
        Command::Tidy => return tidy::tidy(),
        Command::Advisories => check::advisories(),
        Command::Dist => dist::dist(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("error: {sentence}");
            ExitCode::FAILURE
        }
    }
}
