//! Bearer tokens (RFC 7519): what makes one good, by whose keys, and for whom it speaks.
//!
//! Of a token's own header only the algorithm, which has to be on the list, and the name of the key are looked at. What
//! else stands there (`jku`, `jwk`, `x5u`, `x5c`) would let the token choose its own judge.

mod claims;
mod fetch;
mod key_set;
mod keys;
mod signatures;

use jsonwebtoken::{Header, decode, decode_header};
use serde_json::{Map, Value};

use crate::{caller::UserName, clock::Clock, config::JwtAuth, error::StartError};
pub use key_set::KeySet;
use keys::Keys;

/// The judge of tokens.
pub(crate) struct Tokens {
    rules: JwtAuth,
    keys: Keys,
    clock: Clock,
}

/// Why a token doesn't count.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TokenError {
    /// It is not good; the sentence says why, and gives nothing away.
    Bad(&'static str),
    /// It can't be judged, because there has been no key to judge it by.
    NoKeys,
}

impl Tokens {
    /// Gets ready to judge by these rules; fetches no keys yet.
    pub(crate) fn new(rules: &JwtAuth, clock: Clock) -> Result<Self, StartError> {
        signatures::install();
        Ok(Self { rules: rules.clone(), keys: Keys::new(&rules.keys, clock.clone())?, clock })
    }

    /// The name that a good token says.
    pub(crate) async fn user(&self, token: &str) -> Result<UserName, TokenError> {
        let header = decode_header(token).map_err(|_| TokenError::Bad("The token can't be read."))?;
        let (kid, algorithm) = (header.kid.as_deref(), header.alg);
        self.check_header(&header).map_err(TokenError::Bad)?;
        let key = self.keys.find(kid, algorithm).await?;
        // The library would take the time from the machine's clock, so times are judged by `claims` alone.
        let claims = decode::<Map<String, Value>>(token, &key, &claims::validation(&self.rules, algorithm));
        let claims = claims.map_err(|error| TokenError::Bad(claims::in_plain_words(&error)))?.claims;
        claims::of_one_issuer(&claims).map_err(TokenError::Bad)?;
        claims::in_time(&claims, self.clock.now()).map_err(TokenError::Bad)?;
        claims::name(&claims, &self.rules.user_claims).map_err(TokenError::Bad)
    }

    fn check_header(&self, header: &Header) -> Result<(), &'static str> {
        if !self.rules.algorithms.contains(&header.alg) {
            return Err("The token is signed in a way that is not on the list.");
        }
        // RFC 7515: whoever doesn't understand what is critical must not accept it, and here nothing is.
        if header.crit.is_some() || header.enc.is_some() || header.zip.is_some() {
            return Err("The token needs something that is not understood here.");
        }
        // RFC 8725: a token that says that it is for something else, a logout say, is no way in.
        let kind = header.typ.as_deref().map(str::to_ascii_lowercase);
        match kind.as_deref().map(|kind| kind.strip_prefix("application/").unwrap_or(kind)) {
            None | Some("jwt" | "at+jwt") => Ok(()),
            Some(_) => Err("The token is of a type that is no way in."),
        }
    }
}
