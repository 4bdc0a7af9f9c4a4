//! Schemathesis, which asks a relay for everything that its description promises. The only tool in Python.

use std::path::{Path, PathBuf};

use crate::{Outcome, files, machine, process};

/// The packages, all of them pinned: a new version of one can find something new, and then it should be a commit.
const REQUIREMENTS: &str = include_str!("requirements.txt");

/// What Debian calls that which is needed.
const PACKAGES: [&str; 2] = ["python3", "python3-venv"];

/// The Python that has it, for `python -m schemathesis.cli`, after installing it where that is needed.
pub(crate) fn python() -> Outcome<PathBuf> {
    let tools = machine::cache_folder()?.join("tools");
    let home = tools.join(format!("schemathesis-{}", version()));
    if !home.is_dir() {
        ensure_python()?;
        install(&tools, &home)?;
    }
    Ok(home.join("bin/python"))
}

fn version() -> &'static str {
    REQUIREMENTS.lines().find_map(|line| line.strip_prefix("schemathesis==")).unwrap_or_default()
}

/// Makes sure that this machine's Python can make an environment; Debian leaves that out.
fn ensure_python() -> Outcome<()> {
    let is_there =
        || process::output(process::program("python3").args(["-c", "import ensurepip, venv"])).is_ok();
    if !is_there() && machine::may_install_packages() {
        machine::install_packages(&PACKAGES, "1 minute")?;
    }
    if is_there() {
        return Ok(());
    }
    Err("the test of the API's description needs Python 3 with its module venv: install it (on Debian and Ubuntu: \
         `sudo apt-get install python3 python3-venv`)"
        .to_owned())
}

/// Installs under another name and renames at the end, so that an interrupted installation never looks complete. The
/// programs in bin/ know the other name, which is why Python is called and not they.
fn install(tools: &Path, home: &Path) -> Outcome<()> {
    println!("installing Schemathesis {}, once, about 1 minute (kept in {})", version(), tools.display());
    let partial = tools.join(format!(".schemathesis-{}.partial", version()));
    process::run(process::program("python3").args(["-m", "venv", "--clear"]).arg(&partial))?;
    let list = partial.join("requirements.txt");
    files::write(&list, REQUIREMENTS)?;
    let mut pip = process::program(partial.join("bin/python"));
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--requirement",
    ]);
    process::run(pip.arg(list))?;
    // A second workshop may have been faster, in which case its result is as good as ours.
    if home.is_dir() { Ok(()) } else { files::rename(&partial, home) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_package_is_pinned_and_the_tool_is_among_them() {
        assert!(!version().is_empty());
        for line in REQUIREMENTS.lines().filter(|line| !line.starts_with('#')) {
            assert!(line.contains("=="), "{line}");
        }
    }
}
