//! The secret of the simulator's command: read from a file, or made up and written there.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};

/// The secret in the file, without its line end.
pub(crate) fn read(path: &Path) -> io::Result<String> {
    Ok(fs::read_to_string(path)?.trim_end().to_owned())
}

/// Makes up a secret of 128 bits and writes it to a new file that only its owner can read.
pub(crate) fn create(path: &Path) -> io::Result<String> {
    let mut random = [0_u8; 16];
    getrandom::fill(&mut random).map_err(|error| io::Error::other(error.to_string()))?;
    let secret = format!("{:032x}", u128::from_ne_bytes(random));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    writeln!(options.open(path)?, "{secret}")?;
    Ok(secret)
}
