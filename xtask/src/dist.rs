//! `dist`: what is given away. One binary with the panel in it, the element as an npm package, and the licences.

use crate::{Outcome, files, panel, process, workspace};

mod npm;

const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// Builds the release binary and the package into `dist/`; a panel above its budget is not released.
pub(crate) fn dist() -> Outcome<()> {
    panel::build()?.within_budget()?;
    println!("building the relay for release; the first time takes about 2 minutes");
    let relay = workspace::build("relay", "recall-relay", "release")?;
    let version = process::output(process::program(&relay).arg("--version"))?;

    let dist = workspace::dist();
    files::remove_folder(&dist)?;
    files::copy(&relay, &dist.join("recall-relay"))?;
    let package = dist.join("recall-tasks");
    for (name, bytes) in npm::package(&files::read_folder(&workspace::panel())?)? {
        files::write(&package.join(name), bytes)?;
    }
    for licence in LICENCES {
        for folder in [&dist, &package] {
            files::copy(&workspace::root().join(licence), &folder.join(licence))?;
        }
    }
    println!("\n{} in {}", version.trim(), dist.display());
    for (name, bytes) in files::read_folder(&dist)? {
        println!("{name:54} {:>9} bytes", bytes.len());
    }
    Ok(())
}
