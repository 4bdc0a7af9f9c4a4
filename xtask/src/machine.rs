//! What the workshop asks of the machine it runs on: environment, programs on PATH, who it is, where it may keep things.
//!
//! The only module here that reads the environment.
#![expect(clippy::disallowed_methods, reason = "the workshop's one place that reads the environment")]

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Outcome, files, process};

/// The value of an environment variable, if it is set to something.
pub(crate) fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// The names of the variables that are settings of the relay.
pub(crate) fn settings_of_the_relay() -> impl Iterator<Item = OsString> {
    env::vars_os().map(|(name, _)| name).filter(|name| name.to_string_lossy().starts_with("RECALL_"))
}

/// The names of the variables that `cargo run` set for this program and that would mislead the cargo calls below it: some
/// build scripts (ring's) are run anew whenever one of them changes.
pub(crate) fn set_by_cargo_run() -> Vec<OsString> {
    let misleading = |name: &OsString| {
        let name = name.to_string_lossy();
        name == "CARGO" || name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
    };
    env::vars_os().map(|(name, _)| name).filter(misleading).collect()
}

/// The folder that installed tools outlive checkouts in: `$XDG_CACHE_HOME/recall-desk`, else `~/.cache/recall-desk`.
pub(crate) fn cache_folder() -> Outcome<PathBuf> {
    let caches = variable("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|folder| folder.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .ok_or(
            "there is no home folder to keep tools in: set XDG_CACHE_HOME to a folder that may be written",
        )?;
    Ok(caches.join("recall-desk"))
}

/// Where cargo keeps what it downloaded: `$CARGO_HOME`, else `~/.cargo`.
pub(crate) fn cargo_home() -> Outcome<PathBuf> {
    let chosen = variable("CARGO_HOME").map(PathBuf::from);
    chosen
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .ok_or_else(|| "there is no home folder: set CARGO_HOME".to_owned())
}

/// The first of these programs that PATH knows.
pub(crate) fn on_path(programs: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let found =
        |program: &&str| folders.iter().map(|folder| folder.join(program)).find(|file| file.is_file());
    programs.iter().find_map(found)
}

/// PATH with these folders in front.
pub(crate) fn path_with(folders: &[&Path]) -> Outcome<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().map(PathBuf::from).chain(env::split_paths(&path));
    env::join_paths(all).map_err(|error| format!("PATH can't be extended: {error}"))
}

/// How many threads can run at once.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The machine in the words that results are published with: what decides them, and nothing that names it.
pub(crate) fn in_short() -> Outcome<String> {
    let memory = files::read_text(Path::new("/proc/meminfo"))?;
    let kib = memory
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:")?.trim().strip_suffix(" kB")?.parse().ok());
    let gib =
        kib.map(|kib: u64| (kib + 512 * 1024) / (1024 * 1024)).ok_or("the machine's memory is unknown")?;
    Ok(format!("{} cores, {gib} GiB of memory", cores()))
}

/// Whether packages may be installed here without asking anybody: Debian's package manager, and root.
pub(crate) fn may_install_packages() -> bool {
    let root = process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    root && on_path(&["apt-get"]).is_some()
}

/// Installs packages of Debian's, which takes about so long.
pub(crate) fn install_packages(packages: &[&str], takes: &str) -> Outcome<()> {
    println!("installing {}, about {takes}", packages.join(", "));
    let apt = || {
        let mut command = process::program("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("--quiet");
        command
    };
    process::run(apt().arg("update"))?;
    process::run(apt().args(["install", "--yes", "--no-install-recommends"]).args(packages))
}
