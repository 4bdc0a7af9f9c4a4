//! What the rules look at: the text of every file, and the graph of the packages.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package, Target};

use super::code;
use crate::tools::target;
use crate::{Outcome, files, process, workspace};

/// The repository as the rules see it.
#[derive(Default)]
pub(super) struct Repository {
    /// Every text file that git tracks or would track.
    pub(super) files: Vec<File>,
    /// What each package is linked with when the panel is compiled for the browser.
    pub(super) browser: Graph,
    /// What each package is linked with natively, and what its tests and build scripts use.
    pub(super) native: Graph,
}

/// A text file.
pub(super) struct File {
    /// Relative to the root, with `/` between the parts.
    pub(super) path: String,
    pub(super) text: String,
    /// For Rust: the text with comments and the contents of strings blanked out, and without unit tests. Else empty.
    pub(super) code: String,
}

impl File {
    pub(super) fn new(path: &str, text: &str) -> Self {
        let rust = files::extension(path) == "rs";
        let code = if rust { code::without_tests(&code::blanked(text)).to_owned() } else { String::new() };
        Self { path: path.to_owned(), text: text.to_owned(), code }
    }

    /// Whether this is module `x` or lies in it, for a path without `.rs`: `src/model` is `src/model.rs` and `src/model/…`.
    pub(super) fn is_in(&self, module: &str) -> bool {
        let rest = self.path.strip_prefix(module);
        rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    }
}

/// Which package depends on which, by name.
#[derive(Default)]
pub(super) struct Graph {
    pub(super) dependencies: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    /// The way from a package to another that it is linked with, directly or not.
    pub(super) fn way(&self, from: &str, to: &str) -> Option<Vec<&str>> {
        let (start, _) = self.dependencies.get_key_value(from)?;
        let mut ways = vec![vec![start.as_str()]];
        let mut seen = BTreeSet::from([start.as_str()]);
        while let Some(way) = ways.pop() {
            let last = way.last().copied().unwrap_or_default();
            if last == to {
                return Some(way);
            }
            for next in self.dependencies.get(last).into_iter().flatten() {
                if seen.insert(next) {
                    ways.push(way.iter().copied().chain([next.as_str()]).collect());
                }
            }
        }
        None
    }
}

impl Repository {
    /// Reads the checkout that this was built from.
    pub(super) fn read() -> Outcome<Self> {
        let listed = process::output(process::program("git").args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ]))?;
        let names: BTreeSet<&str> = listed.split('\0').filter(|name| !name.is_empty()).collect();
        let files = names.into_iter().filter_map(|name| {
            // A file that is not text is no matter of these rules, and one that was just deleted isn't there.
            let text = std::fs::read_to_string(workspace::root().join(name)).ok()?;
            Some(File::new(name, &text))
        });
        Ok(Self {
            files: files.collect(),
            browser: linked(&metadata(&["--filter-platform", target::WASM])?),
            native: used(&metadata(&[])?),
        })
    }

    /// The Rust files.
    pub(super) fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| files::extension(&file.path) == "rs")
    }

    /// A repository of made-up files, for the tests of the rules.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        Self { files: files.iter().map(|(path, text)| File::new(path, text)).collect(), ..Self::default() }
    }
}

fn metadata(options: &[&str]) -> Outcome<Metadata> {
    let mut command = MetadataCommand::new();
    command
        .current_dir(workspace::root())
        .other_options(options.iter().map(ToString::to_string).collect::<Vec<_>>());
    command.exec().map_err(|error| format!("cargo can't describe the workspace: {error}"))
}

/// Normal dependencies only, and nothing behind a procedural macro: that runs in the compiler.
fn linked(metadata: &Metadata) -> Graph {
    graph(
        metadata,
        |kind| kind == DependencyKind::Normal,
        |package| !package.targets.iter().any(Target::is_proc_macro),
    )
}

fn used(metadata: &Metadata) -> Graph {
    graph(metadata, |_| true, |_| true)
}

fn graph(metadata: &Metadata, kind: fn(DependencyKind) -> bool, expand: fn(&Package) -> bool) -> Graph {
    let mut graph = Graph::default();
    for node in metadata.resolve.iter().flat_map(|resolve| &resolve.nodes) {
        let package = &metadata[&node.id];
        let all = graph.dependencies.entry(package.name.to_string()).or_default();
        if expand(package) {
            let wanted = node.deps.iter().filter(|dep| dep.dep_kinds.iter().any(|info| kind(info.kind)));
            all.extend(wanted.map(|dep| metadata[&dep.pkg].name.to_string()));
        }
    }
    graph
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_package_is_found_through_others() {
        let set = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        let dependencies = BTreeMap::from([
            ("panel".to_owned(), set(&["contract", "leptos"])),
            ("leptos".to_owned(), set(&["tokio", "panel"])),
        ]);
        let graph = Graph { dependencies };
        assert_eq!(graph.way("panel", "tokio"), Some(vec!["panel", "leptos", "tokio"]));
        assert_eq!(graph.way("panel", "axum"), None);
        assert_eq!(graph.way("nobody", "axum"), None);
    }

    #[test]
    fn a_module_is_its_file_and_its_folder() {
        let is_in = |path: &str| File::new(path, "").is_in("src/model");
        assert!(is_in("src/model.rs") && is_in("src/model/view.rs"));
        assert!(!is_in("src/models.rs") && !is_in("src/api.rs"));
    }
}
