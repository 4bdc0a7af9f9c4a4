//! `dist`: what is given away. One binary with the panel in it, and the licences.

use crate::{Outcome, files, panel, process, workspace};

const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// Builds the release binary into `dist/`; a panel above its budget is not released.
pub(crate) fn dist() -> Outcome<()> {
    panel::build()?.within_budget()?;
    println!("building the relay for release; the first time takes about 2 minutes");
    let relay = workspace::build("relay", "recall-relay", "release")?;
    let version = process::output(process::program(&relay).arg("--version"))?;

    let dist = workspace::dist();
    files::remove_folder(&dist)?;
    files::copy(&relay, &dist.join("recall-relay"))?;
    for licence in LICENCES {
        files::copy(&workspace::root().join(licence), &dist.join(licence))?;
    }
    println!("\n{} in {}", version.trim(), dist.display());
    for (name, bytes) in files::read_folder(&dist)? {
        println!("{name:20} {:>9} bytes", bytes.len());
    }
    Ok(())
}
