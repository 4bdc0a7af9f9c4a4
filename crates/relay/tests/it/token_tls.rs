//! Whoever publishes the keys has to show a certificate that this machine trusts: who could change them could sign.

use serde_json::json;

use crate::{
    client::Request,
    issuer::{Endpoint, FLAGS, Issuer, answer, claims},
    process::{Running, relay},
    vendor_tls::{Authority, front, localhost},
};

/// The status that a good token gets from a relay that trusts the first of these authorities when the keys' address has
/// a certificate of the second, how often the keys were asked for, and the relay's log.
async fn status(trusted: &Authority, showing: &Authority) -> (u16, usize, String) {
    let issuer = Issuer::new();
    let endpoint = Endpoint::start(answer("200 OK", &issuer.keys(""))).await;
    let (address, serve) = front(showing.sign(&localhost()), endpoint.address).await;
    let serving = tokio::spawn(serve);
    let url = format!("https://localhost:{}/keys?of=recall", address.port());
    let running = Running::start(
        relay()
            .args(["--demo", "--bind", "127.0.0.1:0", "--log-format", "json", "--jwt-keys-url", &url])
            .args(FLAGS)
            .env("SSL_CERT_FILE", trusted.file.path()),
    );
    let mut claims = claims();
    claims["exp"] = json!(4_102_444_800_i64);
    let token = issuer.token(&json!({"alg": "ES256", "kid": "ec"}), &claims);
    let request = Request::get("/api/session").with("authorization", &format!("Bearer {token}"));
    let status = request.send(running.address).await.status;
    running.signal("TERM");
    let (_, _, log) = running.end();
    serving.abort();
    (status, endpoint.asked(), log)
}

#[tokio::test]
async fn keys_come_from_whoever_has_a_trusted_certificate_and_from_nobody_else() {
    let (authority, stranger) = (Authority::new(), Authority::new());
    let (good, asked, log) = status(&authority, &authority).await;
    assert_eq!((good, asked), (200, 1), "{log}");
    let (refused, asked, log) = status(&authority, &stranger).await;
    assert_eq!((refused, asked), (500, 0), "{log}");
    assert!(log.contains("invalid peer certificate"), "the operator is told: {log}");
}
