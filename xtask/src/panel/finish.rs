//! From Trunk's files to those that are served: one style sheet, content-named files under `assets/`, the page rewritten.

use std::collections::BTreeMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::{page, shrink};
use crate::Outcome;
use crate::files::{self, Folder};

const PAGE: &str = "index.html";

/// Works out what is served from what Trunk wrote. The same input gives the same names and bytes.
pub(crate) fn finish(staged: &Folder) -> Outcome<Folder> {
    let html = text(staged, PAGE)?;
    let sheets = page::stylesheets(html);
    let mut merged = String::new();
    for sheet in &sheets {
        merged.push_str(text(staged, sheet)?);
    }

    let staged = shrunk(staged)?;
    let mut served = Folder::new();
    let mut names = BTreeMap::new();
    for (name, bytes) in &staged {
        if name == PAGE || sheets.contains(&name.as_str()) {
            continue;
        }
        // A content name must change with everything that the file loads; a file that names others needs more than this.
        if name.contains('/') {
            return Err(format!(
                "Trunk wrote {name}, and the finishing step doesn't know how to name files in folders"
            ));
        }
        let path = content_name(name, bytes);
        names.insert(name.clone(), path.clone());
        served.insert(path, bytes.clone());
    }
    let merged = shrink::without_comments(&merged);
    let stylesheet = content_name("recall-desk.css", merged.as_bytes());
    let html = page::rewrite(html, &stylesheet, &names)?;
    served.insert(stylesheet, merged.into_bytes());
    served.insert(PAGE.to_owned(), html.into_bytes());
    Ok(served)
}

/// The files with what only people read taken out of scripts and module.
fn shrunk(staged: &Folder) -> Outcome<Folder> {
    let mut shrunk = staged.clone();
    for name in staged.keys().filter(|name| files::extension(name) == "js") {
        let script = shrink::without_comments(text(staged, name)?);
        let module = format!("{}_bg.wasm", name.trim_end_matches(".js"));
        let script = match staged.get(&module) {
            Some(bytes) => {
                let (script, bytes) = shrink::with_short_imports(&script, bytes)?;
                shrunk.insert(module, bytes);
                script
            }
            None => script,
        };
        shrunk.insert(name.clone(), script.into_bytes());
    }
    Ok(shrunk)
}

fn text<'a>(staged: &'a Folder, name: &str) -> Outcome<&'a str> {
    let bytes = staged.get(name).ok_or_else(|| format!("Trunk wrote no {name}"))?;
    std::str::from_utf8(bytes).map_err(|_| format!("{name} is not UTF-8"))
}

/// `boot.js` becomes `assets/boot-0123456789abcdef.js`: sixteen hex digits of the SHA-256 of its bytes.
fn content_name(name: &str, bytes: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let mut path = format!("assets/{stem}-");
    for byte in &Sha256::digest(bytes)[..8] {
        // Writing to a string can't fail.
        let _ = write!(path, "{byte:02x}");
    }
    path.push('.');
    path.push_str(extension);
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn staged() -> Folder {
        let html = "<link rel=\"stylesheet\" href=\"./b.css\"/>\n<link rel=\"stylesheet\" href=\"./a.css\"/>\n\
            <script defer src=\"./boot.js\"></script>\n";
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        Folder::from([
            file("index.html", html),
            file("a.css", "a{}\n"),
            file("b.css", "b{}\n"),
            file("boot.js", "1"),
        ])
    }

    #[test]
    fn everything_but_the_page_is_named_after_its_bytes() {
        let served = finish(&staged()).unwrap();
        let names: Vec<&str> = served.keys().map(String::as_str).collect();
        // The digests as `sha256sum` prints them.
        let boot = "assets/boot-4355a46b19d348dc.js";
        let [first, second, third] = names[..] else { panic!("{names:?}") };
        assert_eq!((first, third), (boot, "index.html"));
        assert!(second.starts_with("assets/recall-desk-") && files::extension(second) == "css", "{second}");
        let page = String::from_utf8(served["index.html"].clone()).unwrap();
        assert!(page.contains(boot) && page.contains(second), "{page}");
    }

    #[test]
    fn style_sheets_are_merged_in_the_order_of_the_page() {
        let served = finish(&staged()).unwrap();
        let sheet = served
            .iter()
            .find(|(name, _)| files::extension(name) == "css")
            .map(|(_, bytes)| bytes.as_slice());
        assert_eq!(sheet, Some("b{}\na{}\n".as_bytes()));
    }

    #[test]
    fn a_file_in_a_folder_is_an_error() {
        let mut staged = staged();
        staged.insert("snippets/helper.js".to_owned(), Vec::new());
        assert!(finish(&staged).is_err());
    }
}
