//! The vendor's signature: lower-case hex of MD5(key + secret + unix seconds).
//!
//! It covers neither path nor body, so whoever holds one valid triple of key, time and signature can send any request
//! of the account until the time expires. A signature is therefore kept like the secret.

use std::fmt;

use md5::{Digest, Md5};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::Credentials;

/// The header that carries the key.
pub const API_KEY_HEADER: &str = "api-key";

/// The header that carries the time of signing, in unix seconds.
pub const TIMESTAMP_HEADER: &str = "timestamp";

/// The header that carries the signature.
pub const SIGN_HEADER: &str = "sign";

/// One signature, valid for about half an hour around its time. Its `Debug` shows nothing of it.
#[derive(Clone)]
pub struct Signature(Zeroizing<String>);

impl Signature {
    /// The 32 lower-case hex digits, for the header and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signature(redacted)")
    }
}

/// Signs for one moment, in unix seconds. Source: the vendor's "API interface guide", whose vector is a test here.
pub fn sign(credentials: &Credentials, unix_seconds: i64) -> Signature {
    let digest = Md5::new()
        .chain_update(credentials.key().expose())
        .chain_update(credentials.secret().expose())
        .chain_update(unix_seconds.to_string())
        .finalize();
    let halves = digest.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    Signature(Zeroizing::new(halves.filter_map(|half| char::from_digit(half.into(), 16)).collect()))
}

/// Whether `presented` is the signature for that moment. The vendor compares without regard to case, so this does
/// too; the comparison takes the same time wherever the first wrong digit stands.
pub fn verify(credentials: &Credentials, unix_seconds: i64, presented: &str) -> bool {
    let presented = Zeroizing::new(presented.to_ascii_lowercase());
    sign(credentials, unix_seconds).expose().as_bytes().ct_eq(presented.as_bytes()).into()
}
