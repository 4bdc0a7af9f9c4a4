//! From Trunk's files to those that are served: one style sheet, content-named files under `assets/`, the page rewritten.

use std::collections::BTreeMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::{locals, order, page, shrink};
use crate::Outcome;
use crate::files::{self, Folder};

const PAGE: &str = "index.html";

/// The folder of content-named files.
const ASSETS: &str = "assets/";

/// What hosts link to: it keeps its name, and names what it loads.
const ELEMENT: &str = "recall-tasks.js";

/// What stands in the element's file for the version.
const VERSION: &str = "__VERSION__";

/// The one style sheet.
const STYLES: &str = "recall-desk.css";

/// Works out what is served from what Trunk wrote. The same input gives the same names and bytes.
pub(crate) fn finish(staged: &Folder) -> Outcome<Folder> {
    let html = text(staged, PAGE)?;
    let sheets = page::stylesheets(html);
    let mut merged = String::new();
    for sheet in &sheets {
        merged.push_str(text(staged, sheet)?);
    }

    let mut files = joined(shrunk(staged)?);
    files.retain(|name, _| name != PAGE && !sheets.contains(&name.as_str()));
    let sheet = shrink::on_one_line(&shrink::without_comments(&merged));
    files.insert(STYLES.to_owned(), sheet.into_bytes());
    let (mut served, names) = named(files)?;
    let html = page::rewrite(html, &names[STYLES], &names)?;
    served.insert(PAGE.to_owned(), html.into_bytes());
    Ok(served)
}

/// The files, with a script that only one other imports, and that imports nothing itself, within that one: what is
/// packed together packs better, and is asked for at once.
fn joined(mut files: Folder) -> Folder {
    let scripts: Vec<String> = files.keys().filter(|name| files::extension(name) == "js").cloned().collect();
    for name in scripts {
        let loaders: Vec<String> =
            files.keys().filter(|other| **other != name && loads(&files[*other], &name)).cloned().collect();
        let [loader] = &loaders[..] else { continue };
        let Some(whole) = with_import_within(&files, loader, &name) else { continue };
        files.insert(loader.clone(), whole.into_bytes());
        files.remove(&name);
    }
    files
}

/// A script with what it imports from another in the import's place; `None` if the other imports something too, or is
/// loaded in another way.
fn with_import_within(files: &Folder, loader: &str, name: &str) -> Option<String> {
    let (script, part) = (text(files, loader).ok()?, text(files, name).ok()?);
    let (before, after) = script.split_once(&format!("}} from {};", loaded(name)))?;
    let (before, _) = before.rsplit_once("import {")?;
    (!part.contains("import ")).then(|| format!("{before}{}{after}", part.replace("export ", "")))
}

/// The files under their final names, and those names by the staged ones.
///
/// A content name must change with everything that the file loads, so a file is named after those that it names.
fn named(mut files: Folder) -> Outcome<(Folder, BTreeMap<String, String>)> {
    let mut served = Folder::new();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    if let Some(name) = files.keys().find(|name| name.contains('/')) {
        return Err(format!(
            "Trunk wrote {name}, and the finishing step doesn't know how to name files in folders"
        ));
    }
    while !files.is_empty() {
        let waits = |name: &String| files.keys().any(|other| other != name && loads(&files[name], other));
        let Some(name) = files.keys().find(|name| !waits(name)).cloned() else {
            return Err(format!(
                "{} load each other",
                files.keys().cloned().collect::<Vec<_>>().join(" and ")
            ));
        };
        let mut bytes = files.remove(&name).unwrap_or_default();
        let is_element = name == ELEMENT;
        for (other, path) in &names {
            let path = if is_element { path.as_str() } else { path.trim_start_matches(ASSETS) };
            bytes = replaced(bytes, &loaded(other), &format!("\"./{path}\""));
        }
        let path = if is_element {
            bytes = replaced(bytes, VERSION, env!("CARGO_PKG_VERSION"));
            name.clone()
        } else {
            content_name(&name, &bytes)
        };
        served.insert(path.clone(), bytes);
        names.insert(name, path);
    }
    Ok((served, names))
}

/// How a script names a file beside it.
fn loaded(name: &str) -> String {
    format!("\"./{name}\"")
}

fn loads(bytes: &[u8], name: &str) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| text.contains(&loaded(name)))
}

fn replaced(bytes: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    match String::from_utf8(bytes) {
        Ok(text) => text.replace(from, to).into_bytes(),
        Err(binary) => binary.into_bytes(),
    }
}

/// The files with what only people read taken out of scripts and module, and the module in an order that compresses.
fn shrunk(staged: &Folder) -> Outcome<Folder> {
    let mut shrunk = staged.clone();
    for name in staged.keys().filter(|name| files::extension(name) == "js") {
        let script = shrink::without_comments(&shrink::with_one_start(text(staged, name)?));
        let script = shrink::without_spaces(&script);
        let module = format!("{}_bg.wasm", name.trim_end_matches(".js"));
        let script = match staged.get(&module) {
            Some(bytes) => {
                let (script, bytes) = shrink::with_short_imports(&script, bytes)?;
                shrunk.insert(module, order::alike_together(&locals::by_use(&bytes)?)?);
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
    let mut path = format!("{ASSETS}{stem}-");
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
        assert_eq!(sheet, Some("b{}a{}".as_bytes()));
    }

    #[test]
    fn a_script_names_what_it_loads_and_its_own_name_changes_with_that() {
        let boot = |frame: &str| {
            let mut staged = staged();
            staged.insert("boot.js".to_owned(), b"import(\"./frame.js\")".to_vec());
            staged.insert("frame.js".to_owned(), frame.as_bytes().to_vec());
            let served = finish(&staged).unwrap();
            let named = |stem: &str| {
                served.iter().find(|(name, _)| name.starts_with(&format!("assets/{stem}-"))).unwrap()
            };
            let (frame, (boot, script)) = (named("frame").0, named("boot"));
            let expected = frame.replace("assets/", "./");
            assert_eq!(String::from_utf8_lossy(script), format!("import(\"{expected}\")\n"));
            boot.clone()
        };
        assert_ne!(boot("1"), boot("2"));
    }

    #[test]
    fn a_script_that_only_one_other_imports_goes_into_that_one() {
        let mut staged = staged();
        let mut add = |name: &str, text: &str| staged.insert(name.to_owned(), text.as_bytes().to_vec());
        add("one.js", "import { b } from \"./b.js\";\nimport { c } from \"./c.js\";\nb(c);\n");
        add("two.js", "import { c } from \"./c.js\";\nc();\n");
        add("b.js", "export const b = 1;\n");
        add("c.js", "export const c = 2;\n");
        let served = finish(&staged).unwrap();
        let named = |stem: &str| served.iter().find(|(name, _)| name.starts_with(&format!("assets/{stem}-")));
        let one = String::from_utf8_lossy(named("one").unwrap().1);
        assert!(one.starts_with("const b=1;import {c} from \"./c-") && one.ends_with("b(c);"), "{one}");
        assert!(named("b").is_none() && named("c").is_some());
    }

    #[test]
    fn the_element_keeps_its_name_and_knows_the_others_and_its_version() {
        let mut staged = staged();
        let element = "[\"./recall-desk.css\", \"./boot.js\", \"__VERSION__\"]";
        staged.insert("recall-tasks.js".to_owned(), element.as_bytes().to_vec());
        let served = finish(&staged).unwrap();
        let element = String::from_utf8_lossy(&served["recall-tasks.js"]);
        assert!(element.starts_with("[\"./assets/recall-desk-"), "{element}");
        assert!(element.contains("\"./assets/boot-") && !element.contains("VERSION"), "{element}");
    }

    #[test]
    fn files_that_load_each_other_are_an_error() {
        let mut staged = staged();
        staged.insert("one.js".to_owned(), b"\"./two.js\"".to_vec());
        staged.insert("two.js".to_owned(), b"\"./one.js\"".to_vec());
        assert!(finish(&staged).is_err());
    }

    #[test]
    fn a_file_in_a_folder_is_an_error() {
        let mut staged = staged();
        staged.insert("snippets/helper.js".to_owned(), Vec::new());
        assert!(finish(&staged).is_err());
    }
}
