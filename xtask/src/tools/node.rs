//! Node and npm packages, for the tests in e2e/ and the benchmark in bench/peers/. Nothing else here needs Node.

use crate::{Outcome, machine, process, workspace};

/// The oldest Node that Playwright runs on.
const OLDEST: u32 = 20;

/// Makes sure that Node is there and that a folder's packages are those of its lock file.
pub(crate) fn ensure_packages(folder: &str) -> Outcome<()> {
    if machine::on_path(&["node"]).is_none() || machine::on_path(&["npm"]).is_none() {
        return Err(format!("{folder}/ needs Node {OLDEST} or newer, and npm: https://nodejs.org"));
    }
    let printed = process::output(process::program("node").arg("--version"))?;
    if major(&printed).is_none_or(|version| version < OLDEST) {
        return Err(format!("{folder}/ needs Node {OLDEST} or newer; here is {}", printed.trim()));
    }
    println!("installing the npm packages of {folder}/, a few seconds");
    let mut install = process::program("npm");
    install
        .current_dir(workspace::root().join(folder))
        .arg("ci")
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::run(&mut install)
}

/// `v20.20.2` is 20.
fn major(printed: &str) -> Option<u32> {
    printed.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("node: not found"), None);
    }
}
