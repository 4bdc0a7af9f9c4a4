//! The header in which a caller shows a token: nobody gets in without one that the identity provider has signed for this
//! place and this time, and nobody is called by a name that could pass for something else.
//!
//! An input is the header's value. One that begins with `{` is two lines instead, the JSON of a token's header and that of
//! its claims, and gets the provider's own signature: otherwise no fuzzer would ever get behind that.

use std::cell::LazyCell;

use axum::body::Bytes;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract::Session;
use http::{HeaderName, HeaderValue, StatusCode, Uri, header, response::Parts};
use relay::assets::Assets;
use ring::signature::Ed25519KeyPair;
use serde_json::{Map, Value};

use crate::public_port::{NOW, PublicPort};

const ISSUER: &str = "https://id.example.com";
const AUDIENCE: &str = "recall-desk";

/// How far the clocks may be apart, in seconds.
const LEEWAY: f64 = 30.0;

/// The provider's key: that of RFC 8037, appendix A, for which everybody can sign. Its public half is in `keys.json`.
const SEED: &str = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";

const GOOD_HEADER: &str = r#"{"alg":"EdDSA"}"#;
const GOOD_CLAIMS: &str =
    r#"{"iss":"https://id.example.com","aud":"recall-desk","sub":"jia","exp":1755430862}"#;

thread_local! {
    static PORT: LazyCell<PublicPort> = LazyCell::new(|| {
        let keys = concat!(env!("CARGO_MANIFEST_DIR"), "/keys.json");
        let flags = ["--auth", "jwt", "--jwt-issuer", ISSUER, "--jwt-audience", AUDIENCE, "--jwt-keys-file", keys];
        PublicPort::new(&flags, Assets::default())
    });
}

/// Shows a header and looks at who gets in.
pub fn keeps_its_promises(input: &[u8]) {
    if input.first() != Some(&b'{') {
        let Ok(value) = HeaderValue::from_bytes(input) else { return };
        let good = signed(GOOD_HEADER, GOOD_CLAIMS);
        let shown = value.to_str().ok().and_then(|value| value.split_once(' '));
        let is_good = shown.is_some_and(|(scheme, token)| {
            scheme.eq_ignore_ascii_case("bearer") && token.trim_matches(' ') == good
        });
        assert_eq!(show(value).is_some(), is_good, "{}", String::from_utf8_lossy(input));
        return;
    }
    let Ok(text) = std::str::from_utf8(input) else { return };
    let (header, claims) = text.split_once('\n').unwrap_or((text, ""));
    let Ok(value) = HeaderValue::try_from(format!("Bearer {}", signed(header, claims))) else { return };
    let name = show(value);
    if (header, claims) == (GOOD_HEADER, GOOD_CLAIMS) {
        assert_eq!(name.as_deref(), Some("jia"));
    }
    if let Some(name) = name {
        speaks_for(header, claims, &name);
    }
}

/// The name that a header gets in with, if it does.
fn show(value: HeaderValue) -> Option<String> {
    let token = value.clone();
    let (head, body) = PORT.with(|port| {
        let other = (HeaderName::from_static("sec-fetch-site"), HeaderValue::from_static("same-origin"));
        port.get(&Uri::from_static("/api/session"), [(header::AUTHORIZATION, value), other])
    });
    if head.status != StatusCode::OK {
        is_refused(&head, &body, &token);
        return None;
    }
    let session: Option<Session> = serde_json::from_slice(&body).ok();
    let name = session.and_then(|session| session.user).map(|user| user.name);
    assert!(name.is_some(), "let in without a name: {body:?}");
    name
}

fn is_refused(head: &Parts, body: &Bytes, token: &HeaderValue) {
    // What is too large is not looked at any closer.
    let statuses = [StatusCode::UNAUTHORIZED, StatusCode::PAYLOAD_TOO_LARGE];
    assert!(statuses.contains(&head.status), "{}", head.status);
    assert_eq!(head.headers[header::CONTENT_TYPE], "application/problem+json");
    assert_eq!(head.headers.contains_key(header::WWW_AUTHENTICATE), head.status == StatusCode::UNAUTHORIZED);
    // Every token begins so, and none of the relay's own words do.
    let token = token.as_bytes().strip_prefix(b"Bearer ").filter(|token| token.starts_with(b"ey"));
    let comes_back = |token: &[u8]| body.windows(token.len()).any(|window| window == token);
    assert!(!token.is_some_and(comes_back), "the token comes back: {body:?}");
}

/// What must have been so for a token to get somebody in.
fn speaks_for(header: &str, claims: &str, name: &str) {
    let [header, claims] =
        [header, claims].map(|json| serde_json::from_str::<Map<String, Value>>(json).unwrap_or_default());
    assert_eq!(header.get("alg"), Some(&Value::from("EdDSA")), "{header:?}");
    assert!(
        ["crit", "enc", "zip"].iter().all(|name| header.get(*name).is_none_or(Value::is_null)),
        "{header:?}"
    );
    assert_eq!(claims.get("iss"), Some(&Value::from(ISSUER)), "{claims:?}");
    let is_us = |value: &Value| value == AUDIENCE;
    assert!(
        claims
            .get("aud")
            .is_some_and(|aud| is_us(aud) || aud.as_array().is_some_and(|all| all.iter().any(is_us)))
    );
    #[expect(clippy::cast_precision_loss, reason = "unix seconds are far below 2^53")]
    let now = NOW as f64;
    assert!(claims.get("exp").and_then(Value::as_f64).is_some_and(|end| end + LEEWAY > now), "{claims:?}");
    assert!(
        claims.get("nbf").is_none_or(|from| from.as_f64().is_some_and(|from| from - LEEWAY <= now)),
        "{claims:?}"
    );
    assert!(
        (1..=128).contains(&name.chars().count()) && name.trim() == name && crate::is_plain(name),
        "{name:?}"
    );
    assert!(
        claims.values().any(|value| value.as_str().is_some_and(|value| value.trim() == name)),
        "{name:?}"
    );
}

/// A token with the provider's signature.
#[expect(clippy::expect_used, reason = "the key is the one of the RFC")]
fn signed(header: &str, claims: &str) -> String {
    let seed = URL_SAFE_NO_PAD.decode(SEED).expect("a seed");
    let key = Ed25519KeyPair::from_seed_unchecked(&seed).expect("a key");
    let message = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
    let signature = key.sign(message.as_bytes());
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}
