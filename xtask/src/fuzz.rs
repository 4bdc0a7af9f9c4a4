//! `fuzz`: lets every fuzzer of `fuzz/` look for bytes that break a promise, one after another.

use std::process::{Command, ExitCode};

use clap::Args;

use crate::steps::Ledger;
use crate::{Outcome, files, machine, process, tools, workspace};

/// What a fuzzer may take, instrumented as it is: memory in all and for one allocation in MiB, time for one input in
/// seconds. Beyond it the input has broken a promise.
const BOUNDS: [&str; 3] = ["-rss_limit_mb=1024", "-malloc_limit_mb=64", "-timeout=5"];

#[derive(Args)]
pub(crate) struct Arguments {
    /// How long each fuzzer looks, in seconds
    #[arg(long, default_value_t = 600)]
    seconds: u32,
    /// Only these fuzzers; without a name, all of them
    fuzzers: Vec<String>,
}

/// Runs the fuzzers and says of each how many inputs it tried.
pub(crate) fn fuzz(arguments: &Arguments) -> ExitCode {
    let mut ledger = Ledger::default();
    for fuzzer in ledger.step("the fuzzers", || chosen(&arguments.fuzzers)).unwrap_or_default() {
        ledger.step(&format!("fuzzing {fuzzer} for {} s", arguments.seconds), || {
            run(&fuzzer, arguments.seconds)
        });
    }
    ledger.close()
}

/// The fuzzers that were named, or all of them.
fn chosen(named: &[String]) -> Outcome<Vec<String>> {
    let sources = files::read_folder(&workspace::root().join("fuzz/fuzz_targets"))?;
    let all: Vec<String> =
        sources.into_keys().filter_map(|name| Some(name.strip_suffix(".rs")?.to_owned())).collect();
    match named.iter().find(|name| !all.contains(name)) {
        Some(unknown) => Err(format!("there is no fuzzer {unknown}; there are {}", all.join(", "))),
        None if named.is_empty() => Ok(all),
        None => Ok(named.to_vec()),
    }
}

fn run(fuzzer: &str, seconds: u32) -> Outcome<()> {
    process::run(cargo_fuzz("build")?.arg(fuzzer))?;
    // What it finds on its way is kept from run to run, apart from the inputs that are committed.
    let found = workspace::root().join("target/fuzz/corpus").join(fuzzer);
    files::create_folder(&found)?;
    let committed = workspace::root().join("fuzz/corpus").join(fuzzer);

    let mut command = cargo_fuzz("run")?;
    command.arg(fuzzer).args([&found, &committed]).arg("--").args(BOUNDS);
    command.args([&format!("-max_total_time={seconds}"), "-verbosity=0", "-print_final_stats=1"]);
    let mut said = Vec::new();
    let kept = process::overhear(&mut command, |line| said.push(line.to_owned()))?;
    match said.iter().find_map(|line| inputs_tried(line)) {
        Some(inputs) if kept => {
            println!("{fuzzer}: {inputs} inputs in {seconds} s, and every promise kept");
            Ok(())
        }
        _ => Err(format!(
            "{}\nan input breaks a promise: put it from fuzz/artifacts/{fuzzer}/ into fuzz/corpus/{fuzzer}/ under a name that \
             says what is wrong with it, and `cargo test -p fuzz` shows it",
            said.join("\n")
        )),
    }
}

/// `cargo fuzz`, installed where that was needed, on the pinned toolchain: the sanitizer is an option that a stable
/// compiler has and doesn't offer.
fn cargo_fuzz(subcommand: &str) -> Outcome<Command> {
    let folder = tools::cargo_fuzz().folder()?;
    let mut command = process::cargo(["fuzz", subcommand, "--features", "fuzzers", "--sanitizer", "address"]);
    command
        .env("PATH", machine::path_with(&[&folder])?)
        .env("RUSTC_BOOTSTRAP", "1")
        // Linking would take longer than it ever makes up for.
        .env("CARGO_PROFILE_RELEASE_LTO", "off");
    Ok(command)
}

/// `stat::number_of_executed_units: 12345`
fn inputs_tried(line: &str) -> Option<u64> {
    line.strip_prefix("stat::number_of_executed_units:")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_inputs_is_read() {
        assert_eq!(inputs_tried("stat::number_of_executed_units: 12345"), Some(12_345));
        assert_eq!(inputs_tried("stat::peak_rss_mb:              431"), None);
    }

    #[test]
    fn a_fuzzer_that_is_not_there_is_an_error_that_lists_those_that_are() {
        assert_eq!(chosen(&["retry_after".to_owned()]), Ok(vec!["retry_after".to_owned()]));
        assert!(chosen(&["nothing".to_owned()]).unwrap_err().contains("retry_after"));
    }
}
