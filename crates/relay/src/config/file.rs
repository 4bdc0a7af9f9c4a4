//! Reading a file that a setting names, within bounds.

use std::{
    fs::File,
    io::{self, ErrorKind, Read as _},
};

/// Reads a text of at most `most` bytes. The error completes the sentence "it is a file that …". The bound holds
/// whatever size the system reports, because a device reports none and never ends.
pub(super) fn read(path: &str, most: u64) -> Result<String, &'static str> {
    let mut text = String::new();
    File::open(path)
        .and_then(|file| file.take(most + 1).read_to_string(&mut text))
        .map_err(|error| in_plain_words(&error))?;
    if u64::try_from(text.len()).is_ok_and(|length| length <= most) { Ok(text) } else { Err("is too large") }
}

fn in_plain_words(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::NotFound => "does not exist",
        ErrorKind::PermissionDenied => "may not be read by this user",
        ErrorKind::IsADirectory => "is a folder",
        ErrorKind::InvalidData => "is no text in UTF-8",
        _ => "can't be read",
    }
}
