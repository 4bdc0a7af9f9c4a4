//! Tools in Python, each in an environment of its own.

use std::path::{Path, PathBuf};

use crate::{Outcome, files, machine, process};

/// What Debian calls that which is needed.
const PACKAGES: [&str; 2] = ["python3", "python3-venv"];

/// A tool with everything that it needs.
pub(crate) struct PythonTool {
    /// The package's name on `PyPI`.
    package: &'static str,
    /// All packages, pinned, as `pip freeze` says it: a new version of one can find something new, and then it should be
    /// a commit.
    requirements: &'static str,
    /// About how long the installation takes.
    takes: &'static str,
}

/// Schemathesis, which asks a relay for everything that its description promises.
pub(crate) const SCHEMATHESIS: PythonTool =
    PythonTool { package: "schemathesis", requirements: include_str!("schemathesis.txt"), takes: "1 minute" };

/// What holds a manifest against the schemas of Kubernetes.
pub(crate) const KUBERNETES_VALIDATE: PythonTool = PythonTool {
    package: "kubernetes-validate",
    requirements: include_str!("kubernetes-validate.txt"),
    takes: "half a minute",
};

impl PythonTool {
    /// The Python that has it, for `python -m …`, after installing it where that is needed.
    pub(crate) fn python(&self) -> Outcome<PathBuf> {
        let tools = machine::cache_folder()?.join("tools");
        let home = tools.join(self.name());
        if !home.is_dir() {
            ensure_python()?;
            self.install(&tools, &home)?;
        }
        Ok(home.join("bin/python"))
    }

    fn version(&self) -> &'static str {
        let pin = |line: &'static str| line.strip_prefix(self.package)?.strip_prefix("==");
        self.requirements.lines().find_map(pin).unwrap_or_default()
    }

    fn name(&self) -> String {
        format!("{}-{}", self.package, self.version())
    }

    /// Installs under another name and renames at the end, so that an interrupted installation never looks complete. The
    /// programs in bin/ know the other name, which is why Python is called and not they.
    fn install(&self, tools: &Path, home: &Path) -> Outcome<()> {
        let Self { package, takes, .. } = self;
        let version = self.version();
        println!("installing {package} {version}, once, about {takes} (kept in {})", tools.display());
        let partial = tools.join(format!(".{}.partial", self.name()));
        process::run(process::program("python3").args(["-m", "venv", "--clear"]).arg(&partial))?;
        let list = partial.join("requirements.txt");
        files::write(&list, self.requirements)?;
        let mut pip = process::program(partial.join("bin/python"));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
        process::run(pip.arg("--requirement").arg(list))?;
        // A second workshop may have been faster, in which case its result is as good as ours.
        if home.is_dir() { Ok(()) } else { files::rename(&partial, home) }
    }
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
    Err("the tests need Python 3 with its module venv: install it (on Debian and Ubuntu: `sudo apt-get install python3 \
         python3-venv`)"
        .to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_package_is_pinned_and_the_tool_is_among_them() {
        for tool in [SCHEMATHESIS, KUBERNETES_VALIDATE] {
            assert!(!tool.version().is_empty(), "{}", tool.package);
            for line in tool.requirements.lines().filter(|line| !line.starts_with('#')) {
                assert!(line.contains("=="), "{line}");
            }
        }
    }
}
