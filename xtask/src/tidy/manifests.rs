//! Where versions stand.

use toml::{Table, Value};

use super::Violation;
use super::repository::Repository;

const KINDS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// Versions stand in `[workspace.dependencies]`, and members only say that they use them.
pub(super) fn declared_once(repository: &Repository) -> Vec<Violation> {
    let manifests = repository
        .files
        .iter()
        .filter(|file| file.path == "Cargo.toml" || file.path.ends_with("/Cargo.toml"));
    let mut found = Vec::new();
    for file in manifests {
        let Ok(manifest) = file.text.parse::<Table>() else {
            found.push(Violation::of(&file.path, "is no TOML"));
            continue;
        };
        let targets = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
        let tables = targets.filter_map(Value::as_table).chain([&manifest]);
        let own = tables.flat_map(own_versions);
        found.extend(own.map(|name| {
            let advice = format!("declares {name} itself: declare it in [workspace.dependencies] and write `{name}.workspace = true`");
            Violation::of(&file.path, advice)
        }));
    }
    found
}

/// The dependencies of a manifest, or of a target in it, that aren't the workspace's.
fn own_versions(table: &Table) -> Vec<String> {
    let kinds = KINDS.iter().filter_map(|kind| table.get(*kind)?.as_table());
    let own =
        kinds.flatten().filter(|(_, value)| value.get("workspace").and_then(Value::as_bool) != Some(true));
    own.map(|(name, _)| name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_in_a_member_is_found_in_every_table() {
        let manifest = "[dependencies]\na.workspace = true\nb = \"1\"\n[dev-dependencies]\nc = { path = \"../c\" }\n\
            [target.'cfg(unix)'.build-dependencies]\nd = { version = \"1\", features = [] }\n";
        let found = declared_once(&Repository::of(&[("crates/x/Cargo.toml", manifest)]));
        assert_eq!(found.len(), 3, "{found:?}");
    }

    #[test]
    fn the_workspace_declares_versions() {
        let manifest = "[workspace.dependencies]\na = \"1\"\n[dependencies]\na = { workspace = true, features = [\"x\"] }\n";
        assert!(declared_once(&Repository::of(&[("Cargo.toml", manifest)])).is_empty());
    }
}
