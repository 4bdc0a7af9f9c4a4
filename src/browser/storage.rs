//! What the browser keeps for us from visit to visit.
//!
//! A browser can refuse all of it: in private windows, by a setting, in a frame of another site, or because it is full.

use web_sys::{Storage, window};

/// The panel's one key. The storage is shared by everything else that this origin serves.
const KEY: &str = "recall-desk";

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

/// The text that was kept, empty if there was none; `None` if the browser keeps nothing.
pub fn read() -> Option<String> {
    Some(storage()?.get_item(KEY).ok()?.unwrap_or_default())
}

/// Keeps a text in the place of the one before; `None` if the browser does not.
pub fn write(text: &str) -> Option<()> {
    storage()?.set_item(KEY, text).ok()
}
