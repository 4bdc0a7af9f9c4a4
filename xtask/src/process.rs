//! Running other programs: shown, read, watched, or become.

use std::io::{BufRead, BufReader, pipe};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use crate::{Outcome, machine, workspace};

/// A program, to be run at the root of the workspace and without what `cargo run` told this one about itself.
pub(crate) fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(workspace::root());
    for variable in machine::set_by_cargo_run() {
        command.env_remove(variable);
    }
    command
}

/// Cargo, of the toolchain that the workspace is pinned to.
pub(crate) fn cargo<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = program("cargo");
    command.args(arguments);
    command
}

/// Runs a program whose output the user sees as it comes.
pub(crate) fn run(command: &mut Command) -> Outcome<()> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", shown(command))) }
}

/// Runs a program for what it prints to stdout; its stderr goes to the user only as part of the error.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let output = command.output().map_err(|error| not_started(command, &error))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`{}` failed ({}): {}", shown(command), output.status, said.trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program and hands on each line of its stdout and its stderr, in the order in which they come and without
/// showing them. Says whether it succeeded.
pub(crate) fn overhear(command: &mut Command, mut on_line: impl FnMut(&str)) -> Outcome<bool> {
    let no_pipe = |error| format!("there is no pipe for what a program says: {error}");
    let (out, into) = pipe().map_err(no_pipe)?;
    let errors = into.try_clone().map_err(no_pipe)?;
    let child = command.stdout(into).stderr(errors).spawn().map_err(|error| not_started(command, &error));
    // The command holds the pipe's other end, and while anybody does, the reading doesn't end.
    command.stdout(Stdio::inherit()).stderr(Stdio::inherit());
    let mut child = child?;
    for line in BufReader::new(out).split(b'\n') {
        let line = line.map_err(|error| format!("`{}` can't be read: {error}", shown(command)))?;
        on_line(&String::from_utf8_lossy(&line));
    }
    let status = child.wait().map_err(|error| format!("`{}` got lost: {error}", shown(command)))?;
    Ok(status.success())
}

/// Puts a program in this one's place, so that signals reach it without a middleman. Returns only what went wrong.
pub(crate) fn become_program(command: &mut Command) -> String {
    let error = command.exec();
    not_started(command, &error)
}

/// The command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` could not be started: {error}", shown(command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_overheard_on_both_its_outputs() {
        let mut lines = Vec::new();
        let success = overhear(program("sh").args(["-c", "echo one; echo two >&2; exit 3"]), |line| {
            lines.push(line.to_owned());
        });
        assert_eq!((lines, success), (vec!["one".to_owned(), "two".to_owned()], Ok(false)));
    }

    #[test]
    fn a_program_that_is_not_there_is_named_in_the_error() {
        let error = run(&mut program("no-such-program-of-ours")).unwrap_err();
        assert!(error.contains("`no-such-program-of-ours` could not be started"), "{error}");
    }
}
