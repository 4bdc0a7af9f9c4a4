//! The token in a request (RFC 6750), and what is said when it is missing or not good.

use http::{HeaderMap, header};

use super::only;
use crate::{error::Error, limits, token::TokenError};

/// What a request without a token is asked for.
const MISSING: &str = "Bearer realm=\"recall-desk\"";

/// What a request with a bad one is asked for.
const INVALID: &str = "Bearer realm=\"recall-desk\", error=\"invalid_token\"";

/// The token that a request shows, in the one header that is looked at: in addresses and bodies tokens get logged.
pub(super) fn token(headers: &HeaderMap) -> Result<&str, Error> {
    let missing = Error::Unauthenticated { detail: "It carries no bearer token.", challenge: MISSING };
    let bad = |detail| Error::Unauthenticated { detail, challenge: INVALID };
    let header =
        only(headers, header::AUTHORIZATION).map_err(|_| bad("It has two Authorization headers."))?;
    let header = header.ok_or(missing.clone())?;
    let (scheme, token) =
        header.to_str().ok().and_then(|text| text.split_once(' ')).ok_or(missing.clone())?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(missing);
    }
    let token = token.trim_matches(' ');
    if token.len() > limits::TOKEN {
        return Err(bad("The token is longer than 8 KiB."));
    }
    Ok(token)
}

/// What it means for a request that its token doesn't count.
pub(super) fn refused(error: TokenError) -> Error {
    match error {
        TokenError::Bad(detail) => Error::Unauthenticated { detail, challenge: INVALID },
        // Signing in again would not help, so this is no 401.
        TokenError::NoKeys => {
            Error::Internal("there is no key of the identity provider to judge a token by".to_owned())
        }
    }
}
