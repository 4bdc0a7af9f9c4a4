//! `dist`: what is given away. One binary with the panel in it, the element as an npm package, the licences, and the
//! digests of all of it.

use std::fmt::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::files::Folder;
use crate::{Outcome, files, panel, process, workspace};

mod npm;

const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// The digests, as `sha256sum --check` reads them.
const DIGESTS: &str = "SHA256SUMS";

/// Builds the release binary and the package into `dist/`; a panel above its budget is not released.
pub(crate) fn dist() -> Outcome<()> {
    panel::build()?.within_budget()?;
    println!("building the relay for release; the first time takes about 2 minutes");
    let relay = workspace::build("relay", "recall-relay", "release")?;
    let version = process::output(process::program(&relay).arg("--version"))?;

    let dist = workspace::dist();
    files::remove_folder(&dist)?;
    files::copy(&relay, &dist.join("recall-relay"))?;
    add_licences(&dist)?;
    write_package(&dist.join("recall-tasks"))?;
    files::write(&dist.join(DIGESTS), digests(&files::read_folder(&dist)?))?;
    println!("\n{} in {}", version.trim(), dist.display());
    for (name, bytes) in files::read_folder(&dist)? {
        println!("{name:54} {:>9} bytes", bytes.len());
    }
    Ok(())
}

/// Writes the npm package of the panel that was built last into a folder, and nothing else.
pub(crate) fn write_package(folder: &Path) -> Outcome<()> {
    files::remove_folder(folder)?;
    for (name, bytes) in npm::package(&files::read_folder(&workspace::panel())?)? {
        files::write(&folder.join(name), bytes)?;
    }
    add_licences(folder)
}

fn add_licences(folder: &Path) -> Outcome<()> {
    LICENCES
        .iter()
        .try_for_each(|licence| files::copy(&workspace::root().join(licence), &folder.join(licence)))
}

/// A line for each file: its SHA-256 in hex, and its path.
fn digests(files: &Folder) -> String {
    let mut lines = String::new();
    for (name, bytes) in files {
        for byte in Sha256::digest(bytes) {
            // Writing to a string can't fail.
            let _ = write!(lines, "{byte:02x}");
        }
        let _ = writeln!(lines, "  {name}");
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_written_as_sha256sum_writes_them() {
        let files = Folder::from([("a/b".to_owned(), b"abc".to_vec())]);
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a/b\n";
        assert_eq!(digests(&files), expected);
    }
}
