//! Makes cargo build this crate anew when the panel's build has changed, since its files are embedded.

use std::{fs, path::Path};

fn main() {
    let panel = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/panel");
    // A folder that is missing would count as changed every time. An empty one stands for a panel that was not built,
    // and where it can't be made, the embedding tolerates its absence.
    let _ = fs::create_dir_all(&panel);
    println!("cargo::rerun-if-changed={}", panel.display());
    println!("cargo::rerun-if-changed=build.rs");
}
