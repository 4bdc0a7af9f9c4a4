//! What packages may be linked with.

use super::Violation;
use super::repository::{Graph, Repository};

/// The panel holds neither the vendor's crate nor a server's: the browser can't even link the code that signs.
pub(super) fn panel_tree(repository: &Repository) -> Vec<Violation> {
    without(&repository.browser, "recall-desk", &["vendor", "md-5", "md5", "tokio", "axum", "hyper"])
}

/// What both sides share asks nothing of either.
pub(super) fn contract_tree(repository: &Repository) -> Vec<Violation> {
    let found = repository.browser.dependencies.get("contract").into_iter().flatten();
    let others = found.filter(|name| *name != "serde");
    others
        .map(|name| {
            Violation::of(
                "crates/contract/Cargo.toml",
                format!("depends on {name}: move what needs it to the side that needs it"),
            )
        })
        .collect()
}

/// Signing and decoding are pure, so that they can be tested without a network and without a clock.
pub(super) fn vendor_tree(repository: &Repository) -> Vec<Violation> {
    let found = repository.native.dependencies.get("vendor").into_iter().flatten();
    let banned = found.filter(|name| ["tokio", "hyper", "axum", "hyper-util"].contains(&name.as_str()));
    banned
        .map(|name| {
            Violation::of(
                "crates/vendor/Cargo.toml",
                format!("depends on {name}: I/O belongs to the relay's upstream"),
            )
        })
        .collect()
}

/// MD5 is what the vendor's signature asks for, and good for nothing else.
pub(super) fn md5_parents(repository: &Repository) -> Vec<Violation> {
    let others = repository.native.dependencies.iter().filter(|(name, dependencies)| {
        *name != "vendor" && dependencies.iter().any(|dependency| dependency == "md-5" || dependency == "md5")
    });
    others
        .map(|(name, _)| {
            Violation::of("Cargo.lock", format!("{name} depends on an MD5 crate: only crates/vendor may"))
        })
        .collect()
}

fn without(graph: &Graph, package: &str, banned: &[&str]) -> Vec<Violation> {
    let ways = banned.iter().filter_map(|banned| graph.way(package, banned));
    ways.map(|way| {
        Violation::of(
            "Cargo.toml",
            format!("{package} is linked with {}: cut the way there", way.join(" → ")),
        )
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depending(edges: &[(&str, &str)]) -> Repository {
        let mut repository = Repository::default();
        for graph in [&mut repository.browser, &mut repository.native] {
            for (from, to) in edges {
                graph.dependencies.entry((*from).to_owned()).or_default().insert((*to).to_owned());
            }
        }
        repository
    }

    #[test]
    fn a_panel_that_reaches_the_signing_crate_through_another_is_found() {
        let found = panel_tree(&depending(&[("recall-desk", "contract"), ("contract", "vendor")]));
        assert!(found[0].advice.contains("recall-desk → contract → vendor"), "{found:?}");
        assert!(panel_tree(&depending(&[("recall-desk", "contract"), ("relay", "vendor")])).is_empty());
    }

    #[test]
    fn a_contract_with_more_than_serde_is_found() {
        assert_eq!(contract_tree(&depending(&[("contract", "serde"), ("contract", "chrono")])).len(), 1);
    }

    #[test]
    fn a_vendor_crate_with_a_network_is_found() {
        assert_eq!(vendor_tree(&depending(&[("vendor", "md-5"), ("vendor", "tokio")])).len(), 1);
    }

    #[test]
    fn md5_anywhere_else_is_found() {
        assert_eq!(
            md5_parents(&depending(&[("vendor", "md-5"), ("relay", "md-5"), ("xtask", "md5")])).len(),
            2
        );
    }
}
