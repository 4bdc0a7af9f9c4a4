//! wrk, slowhttptest and nginx, for the benchmarks.

use std::path::PathBuf;

use super::nginx;
use crate::{Outcome, machine};

/// What the benchmarks load the relay with, and what they compare it with.
pub(crate) struct LoadTools {
    pub(crate) wrk: PathBuf,
    pub(crate) slowhttptest: PathBuf,
    pub(crate) nginx: PathBuf,
}

impl LoadTools {
    /// Those on PATH, else those that the package manager installs.
    pub(crate) fn ensure() -> Outcome<Self> {
        const PACKAGES: [&str; 3] = ["wrk", "slowhttptest", "nginx-light"];
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        if machine::may_install_packages() {
            machine::install_packages(&PACKAGES, "1 minute")?;
        }
        Self::find().ok_or_else(|| {
            format!(
                "the benchmarks need wrk, slowhttptest and nginx: install them (on Debian and Ubuntu: \
                 `sudo apt-get install {}`)",
                PACKAGES.join(" ")
            )
        })
    }

    fn find() -> Option<Self> {
        Some(Self {
            wrk: machine::on_path(&["wrk"])?,
            slowhttptest: machine::on_path(&["slowhttptest"])?,
            nginx: nginx::find()?,
        })
    }
}
