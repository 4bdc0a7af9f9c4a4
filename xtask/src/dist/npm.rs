//! The element as an npm package, for hosts that serve its files themselves.

use crate::Outcome;
use crate::files::Folder;

/// What a host names in its page.
const ELEMENT: &str = "recall-tasks.js";

/// Its types and what a developer reads first, by the names that they have beside it.
const BESIDE: [(&str, &str); 3] = [
    ("README.md", include_str!("../../../src/embed/README.md")),
    ("recall-tasks.d.ts", include_str!("../../../src/embed/recall-tasks.d.ts")),
    ("react.d.ts", include_str!("../../../src/embed/react.d.ts")),
];

/// What npm and all who resolve modules read. In a file of its own because its order counts: they take the first
/// condition of an entry that they know.
const MANIFEST: &str = include_str!("../../../src/embed/package.json");

/// The package's files: the element as the relay serves it, what it loads, and its types.
///
/// # Errors
/// If the panel has no element.
pub(super) fn package(panel: &Folder) -> Outcome<Folder> {
    let mut files = loaded(panel)?;
    files.extend(BESIDE.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
    let manifest = MANIFEST.replace("__VERSION__", env!("CARGO_PKG_VERSION"));
    files.insert("package.json".to_owned(), manifest.into_bytes());
    Ok(files)
}

/// The element and what it loads, directly or not. What is served compressed is not needed again in that form.
fn loaded(panel: &Folder) -> Outcome<Folder> {
    let mut found = Folder::new();
    let mut waiting = vec![ELEMENT.to_owned()];
    while let Some(name) = waiting.pop() {
        let bytes = panel.get(&name).ok_or_else(|| format!("the panel has no {name}"))?;
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let names = |path: &str| {
            let file = path.rsplit('/').next().unwrap_or(path);
            text.contains(&format!("/{file}\""))
        };
        waiting.extend(panel.keys().filter(|path| !found.contains_key(*path) && names(path)).cloned());
        found.insert(name, bytes.clone());
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panel() -> Folder {
        let element = "import \"./assets/sign-in-1.js\"; f(\"./assets/recall-desk-2.js\", \"./assets/recall-desk_bg-3.wasm\")";
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        Folder::from([
            file("index.html", "<script src=\"./assets/boot-4.js\"></script>"),
            file("recall-tasks.js", element),
            file("recall-tasks.js.br", ""),
            file("assets/boot-4.js", ""),
            file("assets/sign-in-1.js", "import \"./view-query-5.js\""),
            file("assets/view-query-5.js", "import \"./sign-in-1.js\""),
            file("assets/recall-desk-2.js", ""),
            file("assets/recall-desk-2.js.gz", ""),
            file("assets/recall-desk_bg-3.wasm", "\0asm"),
        ])
    }

    #[test]
    fn it_has_the_element_what_that_loads_and_its_types() {
        let files = package(&panel()).unwrap();
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        let expected = [
            "README.md",
            "assets/recall-desk-2.js",
            "assets/recall-desk_bg-3.wasm",
            "assets/sign-in-1.js",
            "assets/view-query-5.js",
            "package.json",
            "react.d.ts",
            "recall-tasks.d.ts",
            "recall-tasks.js",
        ];
        assert_eq!(names, expected);
        assert_eq!(files["recall-tasks.js"], panel()["recall-tasks.js"]);
    }

    #[test]
    fn its_manifest_names_files_that_are_there() {
        let files = package(&panel()).unwrap();
        let manifest: serde_json::Value = serde_json::from_slice(&files["package.json"]).unwrap();
        assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
        let exports = &manifest["exports"];
        let entry = &exports["."];
        assert_eq!((&manifest["main"], &manifest["types"]), (&entry["default"], &entry["types"]));
        for path in [&entry["types"], &entry["default"], &exports["./react"]["types"]] {
            let name = path.as_str().and_then(|path| path.strip_prefix("./")).unwrap();
            assert!(files.contains_key(name), "{name}");
        }
    }

    #[test]
    fn a_panel_without_the_element_is_an_error() {
        assert!(package(&Folder::new()).is_err());
    }
}
