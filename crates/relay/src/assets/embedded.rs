//! The panel's files inside this binary.

use std::fmt::Write as _;

use rust_embed::RustEmbed;

use super::Source;

/// What the panel's build left in `target/panel`. The build script keeps an empty folder there if there is no panel.
#[derive(RustEmbed)]
#[folder = "../../target/panel"]
#[allow_missing = true]
struct Panel;

/// How much of a file's SHA-256 goes into its tag, in bytes: enough that two files never share one.
const TAG_BYTES: usize = 12;

pub(super) fn sources() -> impl Iterator<Item = Source> {
    Panel::iter().filter_map(|path| {
        let file = Panel::get(&path)?;
        let mut tag = String::with_capacity(2 * TAG_BYTES);
        for byte in &file.metadata.sha256_hash()[..TAG_BYTES] {
            // Writing into a string can't fail.
            let _ = write!(tag, "{byte:02x}");
        }
        Some(Source { path, bytes: file.data, tag })
    })
}
