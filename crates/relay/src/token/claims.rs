//! What a token has to say to be taken.

use jsonwebtoken::{
    Algorithm, Validation,
    errors::{Error, ErrorKind},
};
use serde_json::{Map, Value};

use crate::{caller::UserName, config::JwtAuth, limits};

/// Issuer and audience, which have to be there, and the one algorithm that goes with the key.
pub(super) fn validation(rules: &JwtAuth, algorithm: Algorithm) -> Validation {
    let mut validation = Validation::new(algorithm);
    validation.set_issuer(&[&rules.issuer]);
    validation.set_audience(&rules.audiences);
    validation.set_required_spec_claims(&["exp", "iss", "aud"]);
    validation.validate_exp = false;
    validation
}

/// Refuses a list of issuers with the right one among them, which the library would take: nobody knows which one counts.
pub(super) fn of_one_issuer(claims: &Map<String, Value>) -> Result<(), &'static str> {
    if claims.get("iss").is_some_and(Value::is_string) {
        Ok(())
    } else {
        Err("The token names several issuers.")
    }
}

/// Refuses what has expired and what is not valid yet, with a leeway for clocks that differ a little.
pub(super) fn in_time(claims: &Map<String, Value>, now: i64) -> Result<(), &'static str> {
    // Times may have fractions, which `f64` holds to the second for longer than there will be tokens.
    #[expect(clippy::cast_precision_loss, reason = "unix seconds are far below 2^53")]
    let (now, leeway) = (now as f64, limits::TOKEN_LEEWAY.as_secs_f64());
    let Some(expiry) = claims.get("exp").and_then(Value::as_f64) else {
        return Err("The token has no expiry that can be read.");
    };
    if expiry + leeway <= now {
        return Err("The token has expired.");
    }
    match claims.get("nbf").map(Value::as_f64) {
        None => Ok(()),
        Some(Some(start)) if start - leeway <= now => Ok(()),
        Some(_) => Err("The token is not valid yet."),
    }
}

/// The name in the first of these claims that is there.
pub(super) fn name(claims: &Map<String, Value>, names: &[String]) -> Result<UserName, &'static str> {
    let name = names.iter().find_map(|name| claims.get(name)).and_then(Value::as_str);
    name.and_then(UserName::parse).ok_or("The token names nobody, or in a way that can't be used.")
}

/// Why the library refused a token. Its own words can quote the token.
pub(super) fn in_plain_words(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::InvalidSignature => "The token's signature is not right.",
        ErrorKind::InvalidIssuer => "The token comes from another issuer.",
        ErrorKind::InvalidAudience => "The token is meant for somebody else.",
        ErrorKind::MissingRequiredClaim(_) => "The token lacks its expiry, issuer or audience.",
        _ => "The token can't be read.",
    }
}
