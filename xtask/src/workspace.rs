//! Where things lie: the workspace's root and the folders that builds write to.

use std::path::{Path, PathBuf};

use cargo_metadata::MetadataCommand;
use toml::Table;

use crate::{Outcome, files, process};

/// The workspace's root: the folder above this crate.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// What Trunk writes and the finishing step reads.
pub(crate) fn staging() -> PathBuf {
    root().join("target/trunk")
}

/// What the relay embeds. A fixed place, wherever cargo's own target folder may be.
pub(crate) fn panel() -> PathBuf {
    root().join("target/panel")
}

/// Where `dist` puts what is given away.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Builds a binary and says where it is.
pub(crate) fn build(package: &str, binary: &str, profile: &str) -> Outcome<PathBuf> {
    process::run(&mut process::cargo([
        "build",
        "--package",
        package,
        "--bin",
        binary,
        "--profile",
        profile,
    ]))?;
    let metadata = MetadataCommand::new()
        .current_dir(root())
        .no_deps()
        .exec()
        .map_err(|error| format!("cargo can't describe the workspace: {error}"))?;
    let folder = if profile == "dev" { "debug" } else { profile };
    Ok(metadata.target_directory.join(folder).join(binary).into_std_path_buf())
}

/// The version of a package that the lock file holds, so that what must match it can't drift from it.
pub(crate) fn locked_version(package: &str) -> Outcome<String> {
    version_in(&files::read_text(&root().join("Cargo.lock"))?, package)
}

fn version_in(lock: &str, package: &str) -> Outcome<String> {
    let lock: Table = lock.parse().map_err(|error| format!("Cargo.lock can't be read: {error}"))?;
    let packages = lock.get("package").and_then(|packages| packages.as_array());
    packages
        .into_iter()
        .flatten()
        .find(|entry| entry.get("name").and_then(|name| name.as_str()) == Some(package))
        .and_then(|entry| entry.get("version")?.as_str())
        .map(str::to_owned)
        .ok_or_else(|| format!("Cargo.lock names no package {package}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_comes_from_the_entry_with_exactly_that_name() {
        let lock = "[[package]]\nname = \"a-b\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"2.1.0\"\n";
        assert_eq!(version_in(lock, "a"), Ok("2.1.0".to_owned()));
        assert!(version_in(lock, "b").is_err());
    }
}
