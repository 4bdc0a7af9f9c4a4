//! nginx, which stands in front of the relay in tests, and beside it in benchmarks.

use std::path::PathBuf;

use crate::{Outcome, machine};

/// The one on PATH, else one that the system's package manager installs.
pub(crate) fn ensure() -> Outcome<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if machine::may_install_packages() {
        machine::install_packages(&["nginx-light"], "half a minute")?;
    }
    find().ok_or_else(|| {
        "the end-to-end tests need nginx: install it (on Debian and Ubuntu: `sudo apt-get install nginx-light`)"
            .to_owned()
    })
}

/// The one that is there. Debian keeps it where only root's PATH leads.
pub(super) fn find() -> Option<PathBuf> {
    machine::on_path(&["nginx"])
        .or_else(|| Some(PathBuf::from("/usr/sbin/nginx")).filter(|nginx| nginx.is_file()))
}
