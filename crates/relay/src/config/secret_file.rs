//! A file that holds a secret, and that may change while the relay runs.

use zeroize::Zeroizing;

use super::file;

/// The largest file that can hold a secret, in bytes. Secrets are shorter by far; the bound only keeps a wrong path
/// from being read whole.
const MAX_SECRET_FILE: u64 = 4 * 1024;

/// Where a secret stands.
#[derive(Clone, Debug)]
pub struct SecretFile(String);

impl SecretFile {
    /// A file by its path.
    pub(super) fn at(path: &str) -> Self {
        Self(path.to_owned())
    }

    /// Reads the secret, without the white space around it and the mark that some editors put in front of UTF-8. The error
    /// completes the sentence "it is a file that …".
    pub fn read(&self) -> Result<Zeroizing<String>, &'static str> {
        let text = Zeroizing::new(file::read(&self.0, MAX_SECRET_FILE)?);
        Ok(Zeroizing::new(text.trim_start_matches('\u{feff}').trim().to_owned()))
    }

    /// Whether every account of this machine can read it, as far as the file itself says. What can't be looked at is
    /// told by [`read`](Self::read).
    #[cfg(unix)]
    pub fn is_open_to_all(&self) -> bool {
        use std::os::unix::fs::MetadataExt as _;

        std::fs::metadata(&self.0).is_ok_and(|file| file.mode() & 0o004 != 0)
    }

    /// Elsewhere permissions are no matter of a few bits.
    #[cfg(not(unix))]
    pub fn is_open_to_all(&self) -> bool {
        false
    }
}
