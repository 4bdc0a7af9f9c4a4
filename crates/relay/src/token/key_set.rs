//! A set of public keys (JWKS, RFC 7517).

use std::fmt;

use jsonwebtoken::{
    Algorithm, AlgorithmFamily, DecodingKey,
    jwk::{Jwk, KeyOperations, PublicKeyUse},
};
use serde::Deserialize;
use serde_json::value::RawValue;

/// The public keys with which an identity provider's signatures can be checked. Never empty.
#[derive(Clone, PartialEq)]
pub struct KeySet(Vec<Key>);

#[derive(Clone)]
struct Key {
    /// As it was published.
    published: Jwk,
    /// The only algorithm that it is for, if it says so.
    algorithm: Option<Algorithm>,
    decoding: DecodingKey,
}

impl PartialEq for Key {
    /// The rest is made of what was published.
    fn eq(&self, other: &Self) -> bool {
        self.published == other.published
    }
}

#[derive(Deserialize)]
struct Document<'a> {
    #[serde(borrow)]
    keys: Vec<&'a RawValue>,
}

impl KeySet {
    /// Reads a document. Keys that are of an unknown kind, not for signatures, or secret, are passed over, as the RFC
    /// has it; the error completes the sentence "it …".
    pub fn parse(json: &[u8]) -> Result<Self, &'static str> {
        let document: Document<'_> = serde_json::from_slice(json).map_err(|_| "is no set of keys in JSON")?;
        let keys: Vec<Key> =
            document.keys.iter().filter_map(|key| Key::read(serde_json::from_str(key.get()).ok()?)).collect();
        if keys.is_empty() {
            Err("holds no public key for signatures that can be used")
        } else {
            Ok(Self(keys))
        }
    }

    /// The key of this name for this algorithm. A token that names none is judged by the only key that there is.
    pub(super) fn find(&self, id: Option<&str>, algorithm: Algorithm) -> Option<&DecodingKey> {
        let mut fitting = self.0.iter().filter(|key| key.is_for(algorithm));
        match id {
            Some(_) => fitting.find(|key| key.id() == id),
            None => fitting.next().filter(|_| fitting.next().is_none()),
        }
        .map(|key| &key.decoding)
    }
}

impl Key {
    fn read(jwk: Jwk) -> Option<Self> {
        let common = &jwk.common;
        let signs = common.public_key_use.as_ref().is_none_or(|is| *is == PublicKeyUse::Signature)
            && common.key_operations.as_ref().is_none_or(|are| are.contains(&KeyOperations::Verify));
        let algorithm = common.key_algorithm.map(Algorithm::try_from).transpose().ok()?;
        let decoding = DecodingKey::from_jwk(&jwk).ok()?;
        // A shared secret in a published set is none: whoever reads the set could sign.
        let public = decoding.family() != AlgorithmFamily::Hmac;
        (signs && public).then_some(Self { published: jwk, algorithm, decoding })
    }

    fn id(&self) -> Option<&str> {
        self.published.common.key_id.as_deref()
    }

    fn is_for(&self, algorithm: Algorithm) -> bool {
        self.decoding.family() == algorithm.family() && self.algorithm.is_none_or(|only| only == algorithm)
    }
}

impl fmt::Debug for KeySet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(Key::id)).finish()
    }
}
