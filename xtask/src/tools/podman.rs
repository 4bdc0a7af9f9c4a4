//! podman with runc, which build and run the container image in tests.

use std::path::Path;

use crate::{Outcome, machine};

/// What is needed of Debian's. With runc because crun, which podman would take, refuses machines with both versions of
/// control groups.
const PACKAGES: [&str; 2] = ["podman", "runc"];

/// Makes sure that both are there, by the system's package manager where it may.
pub(crate) fn ensure() -> Outcome<()> {
    if is_there() {
        return Ok(());
    }
    if machine::may_install_packages() {
        machine::install_packages(&PACKAGES, "half a minute")?;
    }
    if is_there() {
        return Ok(());
    }
    Err("the test of the container image needs podman and runc: install them (on Debian and Ubuntu: \
         `sudo apt-get install podman runc`)"
        .to_owned())
}

/// Debian keeps runc where only root's PATH leads; podman finds it there too.
fn is_there() -> bool {
    let runc = machine::on_path(&["runc"]).is_some() || Path::new("/usr/sbin/runc").is_file();
    runc && machine::on_path(&["podman"]).is_some()
}
