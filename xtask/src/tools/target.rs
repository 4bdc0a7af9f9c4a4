//! The standard library for the browser, which the toolchain may lack.

use std::path::Path;

use crate::{Outcome, machine, process};

/// The target that the panel is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Whether Rust can compile the standard library anew, after adding its sources where rustup can.
///
/// A Rust that a distribution brought may have none; then the panel is built with the library as it came.
pub(crate) fn has_sources() -> bool {
    let Ok(sysroot) = process::output(process::program("rustc").args(["--print", "sysroot"])) else {
        return false;
    };
    let lock = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.lock");
    if lock.is_file() {
        return true;
    }
    if machine::on_path(&["rustup"]).is_none() {
        return false;
    }
    println!("adding the standard library's sources to the toolchain, a few seconds");
    process::run(process::program("rustup").args(["component", "add", "rust-src"])).is_ok() && lock.is_file()
}

/// Makes sure that Rust can compile for the browser.
pub(crate) fn ensure() -> Outcome<()> {
    let libraries =
        process::output(process::program("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    // rustc names the folder whether or not it is there, and so this also holds for a Rust that rustup didn't bring.
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    if machine::on_path(&["rustup"]).is_none() {
        return Err(format!(
            "this Rust can't compile for the browser: install the standard library for {WASM}, or use rustup (https://rustup.rs)"
        ));
    }
    println!("adding the {WASM} target to the toolchain, a few seconds");
    process::run(process::program("rustup").args(["target", "add", WASM]))
}
