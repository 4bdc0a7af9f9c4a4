//! The container image for the end-to-end tests: its last stage, built from deploy/container/Containerfile as it stands.
//!
//! No registry is asked. In the place of the image that it begins with stands one that has less: the four libraries of
//! this machine that are in the real one too (`deploy.rs` of the relay's tests holds the binary to them), its account
//! and its empty folders, and no certificates. The stage before it, which only calls `cargo xtask dist`, is not run: what
//! it would make is here already.

use std::path::{Path, PathBuf};

use crate::tools::podman;
use crate::{Outcome, files, process, workspace};

const FILE: &str = "deploy/container/Containerfile";

/// How the names of the libraries begin that the real image brings.
const LIBRARIES: [&str; 4] = ["ld-linux", "libc.so.", "libm.so.", "libgcc_s.so."];

/// The account of the real image's that ours runs under.
const ACCOUNT: &str = "nonroot:x:65532:65532:nonroot:/:/sbin/nologin\n";

/// Builds the image `recall-desk` with this relay in it. Its store is of the tests' own, and leaves that of the machine's
/// owner alone; `e2e/harness/container.ts` finds it.
pub(crate) fn build(relay: &Path) -> Outcome<()> {
    podman::ensure()?;
    let folder = workspace::root().join("target/container");
    write_settings(&folder)?;
    // What was left by tests that somebody stopped.
    podman(&folder, &["rm", "--all", "--force", "--time", "0"], None)?;

    let file = files::read_text(&workspace::root().join(FILE))?;
    let base = last_base(&file).ok_or_else(|| format!("{FILE} has no line that begins with FROM"))?;
    let options = ["build", "--quiet", "--layers=false", "--pull=never", "--tag"];
    podman(&folder, &[&options[..], &[base]].concat(), Some(&write_base(&folder, relay)?))?;
    let stage = format!("--build-context=build={}", write_built(&folder, relay)?.display());
    let ours = ["recall-desk", "--file", FILE, &stage];
    podman(&folder, &[&options[..], &ours].concat(), Some(workspace::root()))?;
    // Those that went by these names before.
    podman(&folder, &["image", "prune", "--force"], None)
}

fn podman(folder: &Path, arguments: &[&str], context: Option<&Path>) -> Outcome<()> {
    let mut podman = process::program("podman");
    podman
        .env("CONTAINERS_CONF", folder.join("containers.conf"))
        .env("CONTAINERS_STORAGE_CONF", folder.join("storage.conf"));
    process::run(podman.args(arguments).args(context))
}

/// What works in most places: files copied instead of laid over each other, and no limits that take a privilege.
fn write_settings(folder: &Path) -> Outcome<()> {
    let within = |name: &str| folder.join(name).display().to_string();
    let storage = format!(
        "[storage]\ndriver = \"vfs\"\ngraphroot = {:?}\nrunroot = {:?}\n",
        within("store"),
        within("run")
    );
    let engine = format!(
        "[containers]\ndefault_ulimits = [\"nofile=4096:4096\", \"nproc=1024:1024\"]\n\
         [engine]\nruntime = \"runc\"\ncgroup_manager = \"cgroupfs\"\nevents_logger = \"file\"\ntmp_dir = {:?}\n",
        within("tmp")
    );
    files::write(&folder.join("storage.conf"), storage)?;
    files::write(&folder.join("containers.conf"), engine)
}

/// The folder of the image that stands in for the real one.
fn write_base(folder: &Path, relay: &Path) -> Outcome<PathBuf> {
    let folder = folder.join("base");
    files::remove_folder(&folder)?;
    let root = folder.join("root");
    for library in libraries(&process::output(process::program("ldd").arg(relay))?) {
        files::copy(library, &root.join(library.strip_prefix("/").unwrap_or(library)))?;
    }
    files::write(&root.join("etc/passwd"), ACCOUNT)?;
    for empty in ["run", "tmp"] {
        files::create_folder(&root.join(empty))?;
    }
    files::write(&folder.join("Containerfile"), "FROM scratch\nCOPY root /\n")?;
    Ok(folder)
}

/// The folder of what the first stage makes, which are the files of `dist` that the last one copies.
fn write_built(folder: &Path, relay: &Path) -> Outcome<PathBuf> {
    let folder = folder.join("built");
    files::remove_folder(&folder)?;
    let dist = folder.join("build/dist");
    files::copy(relay, &dist.join("recall-relay"))?;
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        files::copy(&workspace::root().join(licence), &dist.join(licence))?;
    }
    Ok(folder)
}

/// The image that the last stage begins with.
fn last_base(file: &str) -> Option<&str> {
    file.lines().filter_map(|line| line.strip_prefix("FROM ")).next_back()?.split_whitespace().next()
}

/// Of the libraries that `ldd` lists, those that the real image has.
fn libraries(listed: &str) -> Vec<&Path> {
    let paths = listed.split_whitespace().filter(|word| word.starts_with('/')).map(Path::new);
    let is_there = |path: &&Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        LIBRARIES.iter().any(|library| name.starts_with(library))
    };
    paths.filter(is_there).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_stage_begins_with_the_last_image() {
        let file = "FROM rust:1 AS build\nRUN make\nFROM example.com/small:nonroot\nUSER 1\n";
        assert_eq!(last_base(file), Some("example.com/small:nonroot"));
        assert_eq!(last_base("RUN make\n"), None);
    }

    #[test]
    fn libraries_that_the_real_image_lacks_are_left_out() {
        let listed = "\tlinux-vdso.so.1 (0x1)\n\tlibssl.so.3 => /lib/libssl.so.3 (0x2)\n\
            \tlibc.so.6 => /lib/x/libc.so.6 (0x3)\n\t/lib64/ld-linux-x86-64.so.2 (0x4)\n";
        assert_eq!(
            libraries(listed),
            [Path::new("/lib/x/libc.so.6"), Path::new("/lib64/ld-linux-x86-64.so.2")]
        );
    }
}
