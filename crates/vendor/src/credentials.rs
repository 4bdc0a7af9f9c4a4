//! The account's key and secret, in types that are hard to leak.

use std::fmt;

use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// The longest key or secret that is accepted, in bytes. The vendor's own are 8; the bound only keeps a wrong file,
/// a certificate say, from being taken for a secret.
const MAX_LENGTH: usize = 256;

/// How much of a key may be shown, in characters.
const SHOWN: usize = 4;

/// The public half of the account: sent in the clear as the `api-key` header, and still nobody else's business.
/// Its `Debug` shows what [`redacted`](Self::redacted) shows.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ApiKey(String);

impl ApiKey {
    /// The key itself, for the header.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What may stand in a log: `…` and at most the last four characters, and never more than half of the key, so
    /// that a short one is not given away whole.
    pub fn redacted(&self) -> String {
        let shown = SHOWN.min(self.0.len() / 2);
        let tail: String = self.0.chars().skip(self.0.len() - shown).collect();
        format!("…{tail}")
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApiKey({})", self.redacted())
    }
}

/// The private half of the account. Wiped from memory when dropped; it can't be printed or serialised, and only
/// this crate's signing can read it.
#[derive(Clone)]
pub struct ApiSecret(Zeroizing<String>);

impl ApiSecret {
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl PartialEq for ApiSecret {
    /// Takes the same time wherever the first difference stands.
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for ApiSecret {}

impl fmt::Debug for ApiSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiSecret(redacted)")
    }
}

/// A key and its secret, both known to be fit for signing and for a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    key: ApiKey,
    secret: ApiSecret,
}

impl Credentials {
    /// Takes a key and a secret of 1 to 256 visible ASCII characters each. Nothing is trimmed: whoever reads them
    /// from a file takes its line end off first.
    pub fn new(key: impl Into<String>, secret: impl Into<String>) -> Result<Self, CredentialsError> {
        let (key, secret) = (key.into(), Zeroizing::new(secret.into()));
        check(&key).map_err(CredentialsError::Key)?;
        check(&secret).map_err(CredentialsError::Secret)?;
        Ok(Self { key: ApiKey(key), secret: ApiSecret(secret) })
    }

    /// The public half.
    pub fn key(&self) -> &ApiKey {
        &self.key
    }

    /// The private half, which nothing outside this crate can read.
    pub fn secret(&self) -> &ApiSecret {
        &self.secret
    }
}

/// Why a key or a secret was refused. It never holds the value itself, so it can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialsError {
    /// The key is unfit.
    Key(Unfit),
    /// The secret is unfit.
    Secret(Unfit),
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(unfit) => write!(f, "the API key {unfit}"),
            Self::Secret(unfit) => write!(f, "the API secret {unfit}"),
        }
    }
}

impl std::error::Error for CredentialsError {}

/// What is wrong with a key or a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Nothing but white space, or nothing at all.
    Blank,
    /// Longer than any real one.
    TooLong,
    /// A space, a control character or anything beyond ASCII, which could not stand in a header.
    Unprintable,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => f.write_str("is empty"),
            Self::TooLong => write!(f, "is longer than {MAX_LENGTH} characters"),
            Self::Unprintable => f.write_str("contains a character that is not visible ASCII"),
        }
    }
}

fn check(value: &str) -> Result<(), Unfit> {
    if value.trim().is_empty() {
        Err(Unfit::Blank)
    } else if value.len() > MAX_LENGTH {
        Err(Unfit::TooLong)
    } else if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
        Err(Unfit::Unprintable)
    } else {
        Ok(())
    }
}
