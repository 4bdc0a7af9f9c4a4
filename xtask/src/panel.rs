//! Building the panel: Trunk compiles it into a staging folder, and the finishing step turns that into what the relay
//! serves: files named after their bytes, compressed ahead, in `target/panel`.

use std::path::Path;
use std::process::Command;

use crate::tools::{self, target};
use crate::{Outcome, files, machine, process, workspace};

mod compress;
mod finish;
mod locals;
mod order;
mod page;
mod publish;
mod shrink;
mod sizes;
mod small;

use sizes::Sizes;

/// Builds the panel and shows how large it is.
pub(crate) fn build() -> Outcome<Sizes> {
    let mut trunk = trunk("build")?;
    println!("building the panel; the first time takes about 2 minutes");
    small::settings(&mut trunk)?;
    process::run(trunk.arg("--release"))?;
    let staged = files::read_folder(&workspace::staging())?;
    let served = publish::publish(finish::finish(&staged)?, &workspace::panel())?;
    let sizes = Sizes::of(&served);
    println!("{sizes}");
    Ok(sizes)
}

/// Trunk with what it calls, installed where that was needed.
pub(crate) fn trunk(subcommand: &str) -> Outcome<Command> {
    target::ensure()?;
    let trunk = tools::trunk().folder()?;
    let wasm_bindgen = tools::wasm_bindgen()?.folder()?;
    let folders: [&Path; 2] = [&trunk, &wasm_bindgen];
    let mut command = process::program(trunk.join("trunk"));
    // Trunk reads NO_COLOR as true or false and stops at NO_COLOR=1, which is how everybody else writes it.
    command.arg(subcommand).env("PATH", machine::path_with(&folders)?).env_remove("NO_COLOR");
    Ok(command)
}
