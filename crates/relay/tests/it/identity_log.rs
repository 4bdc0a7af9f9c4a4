//! Who asked stands in the log, and what they showed for it doesn't.

use crate::{
    client::{DOCUMENTED, Request},
    issuer::{FLAGS, Issuer, claims},
    process::{Running, relay},
    settings::File,
};

const SECRET: &str = "canary-between-relay-and-proxy";
const DEMO: [&str; 5] = ["--demo", "--bind", "127.0.0.1:0", "--log-format", "json"];

/// Sends these requests to a relay that logs all it can, and gives everything that it wrote or answered.
async fn seen(flags: &[&str], requests: Vec<Request>) -> String {
    let running = Running::start(relay().args(DEMO).args(flags));
    let mut seen = String::new();
    for request in requests {
        seen += &String::from_utf8_lossy(&request.send(running.address).await.raw);
    }
    running.signal("TERM");
    let (_, stdout, stderr) = running.end();
    seen + &stdout + &stderr
}

#[tokio::test]
async fn the_proxy_s_user_is_logged_and_its_secret_is_not() {
    let secret = File::new("secret", SECRET);
    let flags = [
        [
            "--auth",
            "proxy",
            "--trusted-proxies",
            "127.0.0.1",
            "--public-origin",
            "https://portal.example.com",
        ],
        ["--user-header", "Remote-User", "--proxy-secret-file", secret.path(), "--admin-bind", "off"],
    ];
    let named = Request::call(DOCUMENTED).with("remote-user", "Jia \"J\" Li");
    let good = named.clone().with("x-recall-proxy-secret", SECRET);
    let wrong = named.with("x-recall-proxy-secret", &SECRET.replace("relay", "RELAY"));
    let seen = seen(&flags.concat(), vec![good, wrong]).await;
    assert!(seen.contains(r#""user":"Jia \"J\" Li""#), "{seen}");
    assert!(!seen.to_ascii_lowercase().contains(SECRET), "{seen}");
}

#[tokio::test]
async fn the_token_s_user_is_logged_and_the_token_is_not() {
    let issuer = Issuer::new();
    let keys = File::new("keys.json", &issuer.keys(""));
    let mut claims = claims();
    claims["exp"] = 4_102_444_800_i64.into();
    let good = issuer.token(&serde_json::json!({"alg": "EdDSA", "kid": "ed"}), &claims);
    let expired = issuer.good();
    let bearing = |token: &str| Request::call(DOCUMENTED).with("authorization", &format!("Bearer {token}"));
    let flags = [&FLAGS[..], &["--jwt-keys-file", keys.path()]].concat();
    let seen = seen(&flags, vec![bearing(&good), bearing(&expired), bearing(&format!("{good}x"))]).await;
    assert!(seen.contains(r#""user":"jia""#) && seen.contains("The token has expired."), "{seen}");
    for part in good.split('.').chain(expired.split('.')) {
        assert!(!seen.contains(part), "{part} in: {seen}");
    }
}
