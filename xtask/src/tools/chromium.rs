//! Chromium and its driver, for the tests in a real browser.

use std::path::PathBuf;

use crate::{Outcome, machine};

/// A browser and the driver that goes with it.
pub(crate) struct Chromium {
    pub(crate) browser: PathBuf,
    pub(crate) driver: PathBuf,
}

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];

/// The browser that `CHROMIUM` and `CHROMEDRIVER` name, else the one on PATH, else one that the system's package manager
/// installs.
pub(crate) fn ensure() -> Outcome<Chromium> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if machine::may_install_packages() {
        machine::install_packages(&PACKAGES, "2 minutes")?;
    }
    find().ok_or_else(|| {
        "the browser tests need Chromium and chromedriver of the same version: install them (on Debian and Ubuntu: \
         `sudo apt-get install chromium chromium-driver fonts-noto-cjk`), or name them in CHROMIUM and CHROMEDRIVER"
            .to_owned()
    })
}

fn find() -> Option<Chromium> {
    let named = |variable: &str| machine::variable(variable).map(PathBuf::from);
    Some(Chromium {
        browser: named("CHROMIUM").or_else(|| machine::on_path(&BROWSERS))?,
        driver: named("CHROMEDRIVER").or_else(|| machine::on_path(&["chromedriver"]))?,
    })
}
