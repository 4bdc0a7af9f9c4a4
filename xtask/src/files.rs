//! Reading and writing files, with errors that name the file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use crate::Outcome;

/// A folder's files by their path below it, with `/` between the parts.
pub(crate) type Folder = BTreeMap<String, Vec<u8>>;

/// What stands behind the last dot of a name.
pub(crate) fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// A file's bytes.
pub(crate) fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{} can't be read: {error}", path.display()))
}

/// A file's text.
pub(crate) fn read_text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("{} can't be read: {error}", path.display()))
}

/// Writes a file and the folders above it.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Outcome<()> {
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    fs::write(path, bytes).map_err(|error| format!("{} can't be written: {error}", path.display()))
}

/// Copies a file, its permissions included, and creates the folders above the copy.
pub(crate) fn copy(from: &Path, to: &Path) -> Outcome<()> {
    if let Some(folder) = to.parent() {
        create_folder(folder)?;
    }
    fs::copy(from, to).map(drop).map_err(|error| format!("{} can't be copied: {error}", from.display()))
}

/// Gives a file or folder another name.
pub(crate) fn rename(from: &Path, to: &Path) -> Outcome<()> {
    fs::rename(from, to).map_err(|error| format!("{} can't be renamed: {error}", from.display()))
}

/// Creates a folder and those above it.
pub(crate) fn create_folder(path: &Path) -> Outcome<()> {
    fs::create_dir_all(path).map_err(|error| format!("{} can't be created: {error}", path.display()))
}

/// Removes a folder and what is in it; no such folder is fine.
pub(crate) fn remove_folder(path: &Path) -> Outcome<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("{} can't be removed: {error}", path.display()))
        }
        _ => Ok(()),
    }
}

/// All files below a folder; a folder that isn't there holds none.
pub(crate) fn read_folder(folder: &Path) -> Outcome<Folder> {
    let mut files = Folder::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in WalkDir::new(folder) {
        let entry = entry.map_err(|error| format!("{} can't be listed: {error}", folder.display()))?;
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let name = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            files.insert(name, read(entry.path())?);
        }
    }
    Ok(files)
}
