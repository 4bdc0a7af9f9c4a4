//! Putting the finished files where the relay embeds them, so that no build sees half of them.

use std::path::Path;

use super::compress::{CODINGS, compress, compressible};
use crate::Outcome;
use crate::files::{self, Folder};

/// Makes a folder hold exactly these files and their compressed copies, and gives back all of that.
///
/// A folder that already does isn't touched: the relay embeds the files, and a new date would build it again. What has
/// not changed is not compressed again, because Brotli takes seconds over the WebAssembly.
pub(crate) fn publish(mut wanted: Folder, folder: &Path) -> Outcome<Folder> {
    let present = files::read_folder(folder)?;
    for (name, copy) in compressed(&wanted, &present)? {
        wanted.insert(name, copy);
    }
    if wanted != present {
        replace(folder, &wanted)?;
    }
    Ok(wanted)
}

fn compressed(wanted: &Folder, present: &Folder) -> Outcome<Folder> {
    let mut copies = Folder::new();
    for (name, bytes) in wanted.iter().filter(|(name, _)| compressible(name)) {
        let unchanged = present.get(name) == Some(bytes);
        for (suffix, coding) in CODINGS {
            let copy_name = format!("{name}{suffix}");
            let copy = match present.get(&copy_name).filter(|_| unchanged) {
                Some(copy) => copy.clone(),
                None => compress(name, coding, bytes)?,
            };
            copies.insert(copy_name, copy);
        }
    }
    Ok(copies)
}

/// Writes the new folder beside the old one and swaps the two, so that no build sees half of it.
fn replace(folder: &Path, wanted: &Folder) -> Outcome<()> {
    let (fresh, old) = (folder.with_extension("new"), folder.with_extension("old"));
    files::remove_folder(&fresh)?;
    files::remove_folder(&old)?;
    for (name, bytes) in wanted {
        files::write(&fresh.join(name), bytes)?;
    }
    if folder.is_dir() {
        files::rename(folder, &old)?;
    }
    files::rename(&fresh, folder)?;
    files::remove_folder(&old)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::time::SystemTime;

    use super::*;
    use crate::workspace;

    fn empty_folder(test: &str) -> PathBuf {
        let folder = workspace::root().join("target/xtask-tests").join(test);
        files::remove_folder(&folder).unwrap();
        folder
    }

    fn files_named(names: &[&str]) -> Folder {
        names.iter().map(|name| ((*name).to_owned(), name.repeat(20).into_bytes())).collect()
    }

    fn changed(folder: &Path, name: &str) -> SystemTime {
        folder.join(name).metadata().and_then(|file| file.modified()).unwrap()
    }

    #[test]
    fn the_folder_holds_the_files_and_their_compressed_copies_and_nothing_else() {
        let folder = empty_folder("exactly");
        publish(files_named(&["index.html", "assets/old.js"]), &folder).unwrap();
        publish(files_named(&["index.html", "assets/new.js"]), &folder).unwrap();
        let found: Vec<String> = files::read_folder(&folder).unwrap().into_keys().collect();
        let expected = [
            "assets/new.js",
            "assets/new.js.br",
            "assets/new.js.gz",
            "index.html",
            "index.html.br",
            "index.html.gz",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_has_not_changed_is_not_touched() {
        let folder = empty_folder("untouched");
        publish(files_named(&["index.html"]), &folder).unwrap();
        // An hour back, so that a second writing could not go unnoticed on a clock that is coarse.
        let earlier = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        let file = std::fs::File::options().write(true).open(folder.join("index.html.br")).unwrap();
        file.set_modified(earlier).unwrap();
        publish(files_named(&["index.html"]), &folder).unwrap();
        assert_eq!(changed(&folder, "index.html.br"), earlier);
    }

    #[test]
    fn a_compressed_copy_follows_its_file() {
        let folder = empty_folder("follows");
        publish(Folder::from([("a.js".to_owned(), b"one".to_vec())]), &folder).unwrap();
        let before = files::read(&folder.join("a.js.gz")).unwrap();
        publish(Folder::from([("a.js".to_owned(), b"two".to_vec())]), &folder).unwrap();
        assert_ne!(files::read(&folder.join("a.js.gz")).unwrap(), before);
    }
}
