//! A setting that can't stand.

use std::fmt;

/// Why the relay doesn't start: one sentence that names the setting and says what would be right. It never quotes a
/// key or a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError(String);

impl ConfigError {
    /// The exit code for it, `EX_CONFIG` of the BSD convention in `sysexits.h`.
    pub const EXIT_CODE: u8 = 78;

    /// Wraps the sentence. Line ends in it, from a quoted value say, become spaces.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        let sentence = sentence.into();
        Self(sentence.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}
