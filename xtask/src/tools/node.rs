//! Node and the npm packages of the tests in e2e/. Nothing else here needs Node.

use crate::{Outcome, machine, process, workspace};

/// The oldest Node that Playwright runs on.
const OLDEST: u32 = 20;

/// Makes sure that Node is there and that the packages are those of the lock file.
pub(crate) fn ensure_packages() -> Outcome<()> {
    if machine::on_path(&["node"]).is_none() || machine::on_path(&["npm"]).is_none() {
        return Err(format!("the tests in e2e/ need Node {OLDEST} or newer, and npm: https://nodejs.org"));
    }
    let printed = process::output(process::program("node").arg("--version"))?;
    if major(&printed).is_none_or(|version| version < OLDEST) {
        return Err(format!("the tests in e2e/ need Node {OLDEST} or newer; here is {}", printed.trim()));
    }
    println!("installing the npm packages of e2e/, a few seconds");
    let mut install = process::program("npm");
    install.current_dir(workspace::root().join("e2e")).arg("ci").env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
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
