//! What makes the compiled panel small: the standard library compiled anew for size, and no words for panics.
//!
//! Together 8 % of the panel after Brotli. A panic in the panel is a fault of ours and stops it either way; its words
//! would only ever stand in a browser's console, while the machinery that writes them is downloaded by everybody.

use std::process::Command;

use crate::tools::target;
use crate::{Outcome, machine};

/// Sets what the compiler is told for the release build.
pub(super) fn settings(trunk: &mut Command) -> Outcome<()> {
    // The panel is for everybody's eyes: it must not tell where on this machine the sources lie.
    let sources = machine::cargo_home()?.join("registry/src");
    let mut flags = format!("--cfg erase_components --remap-path-prefix={}=.", sources.display());
    if target::has_sources() {
        // The options are unstable, but the toolchain is pinned, so they mean the same for everybody.
        flags.push_str(" -Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none");
        trunk
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
            .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
    } else {
        println!(
            "this Rust lacks the standard library's sources (rustup component add rust-src): the panel will be larger"
        );
    }
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    Ok(())
}
