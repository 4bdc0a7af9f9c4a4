//! The programs that builds and checks need, and where they are kept.
//!
//! Installed tools live in the user's cache folder, one folder a version, so that a fresh checkout doesn't build them
//! again and two checkouts with different versions don't fight. One from PATH is used only if its version is exactly
//! right: Trunk and wasm-bindgen both refuse to work with a version that is merely near.

use std::path::{Path, PathBuf};

use crate::{Outcome, files, machine, process, workspace};

pub(crate) mod chromium;
pub(crate) mod load;
pub(crate) mod nginx;
pub(crate) mod node;
pub(crate) mod podman;
pub(crate) mod python;
pub(crate) mod target;

/// A program that cargo can install.
pub(crate) struct Tool {
    /// The package's name on crates.io.
    package: &'static str,
    /// The one version that will do.
    version: String,
    /// The programs that are needed from it; all of them print the version.
    programs: &'static [&'static str],
    /// Further options of `cargo install`.
    options: &'static [&'static str],
    /// About how long the installation takes, on a machine with two cores.
    takes: &'static str,
}

/// Trunk, which builds the panel. Without default features: we have no use for its updater and its TLS.
pub(crate) fn trunk() -> Tool {
    Tool {
        package: "trunk",
        version: "0.21.14".to_owned(),
        programs: &["trunk"],
        options: &["--no-default-features"],
        takes: "4 minutes",
    }
}

/// wasm-bindgen's command line, in the version that the panel is linked with.
pub(crate) fn wasm_bindgen() -> Outcome<Tool> {
    Ok(Tool {
        package: "wasm-bindgen-cli",
        version: workspace::locked_version("wasm-bindgen")?,
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        options: &[],
        takes: "2 minutes",
    })
}

/// cargo-deny, which checks licences, sources and bans.
pub(crate) fn cargo_deny() -> Tool {
    Tool {
        package: "cargo-deny",
        version: "0.20.2".to_owned(),
        programs: &["cargo-deny"],
        options: &[],
        takes: "2 minutes",
    }
}

/// cargo-fuzz, which builds the fuzzers with the instruments they need and runs them.
pub(crate) fn cargo_fuzz() -> Tool {
    Tool {
        package: "cargo-fuzz",
        version: "0.13.2".to_owned(),
        programs: &["cargo-fuzz"],
        options: &[],
        takes: "1 minute",
    }
}

impl Tool {
    /// The folder that holds the tool's programs, after installing them where that is needed.
    pub(crate) fn folder(&self) -> Outcome<PathBuf> {
        if let Some(folder) = self.folder_on_path() {
            return Ok(folder);
        }
        let tools = machine::cache_folder()?.join("tools");
        let home = tools.join(format!("{}-{}", self.package, self.version));
        if !home.is_dir() {
            self.install(&tools, &home)?;
        }
        Ok(home.join("bin"))
    }

    fn folder_on_path(&self) -> Option<PathBuf> {
        let folder = machine::on_path(&self.programs[..1])?.parent()?.to_owned();
        let fits = |program: &&str| {
            let printed = process::output(process::program(folder.join(program)).arg("--version"));
            printed.is_ok_and(|text| says_version(&text, &self.version))
        };
        self.programs.iter().all(fits).then_some(folder)
    }

    /// Installs under another name and renames at the end, so that an interrupted installation never looks complete.
    fn install(&self, tools: &Path, home: &Path) -> Outcome<()> {
        let Self { package, version, takes, .. } = self;
        println!("building {package} {version}, once, about {takes} (kept in {})", tools.display());
        let partial = tools.join(format!(".{package}-{version}.partial"));
        // Optimising these would take longer than they ever run.
        let mut install = process::cargo(["install", "--locked", "--debug", package, "--version", version]);
        process::run(install.args(self.options).arg("--root").arg(&partial))?;
        // A second workshop may have been faster, in which case its result is as good as ours.
        if home.is_dir() { Ok(()) } else { files::rename(&partial, home) }
    }
}

/// Whether what `--version` printed names exactly this version: `trunk 0.21.14`.
fn says_version(printed: &str, version: &str) -> bool {
    printed.split_whitespace().any(|word| word == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_exactly_the_version_will_do() {
        assert!(says_version("trunk 0.21.14\n", "0.21.14"));
        assert!(says_version("wasm-bindgen 0.2.126 (abc 2026-01-01)\n", "0.2.126"));
        assert!(!says_version("trunk 0.21.14-rc.1\n", "0.21.14"));
        assert!(!says_version("trunk 0.21.1\n", "0.21.14"));
    }
}
