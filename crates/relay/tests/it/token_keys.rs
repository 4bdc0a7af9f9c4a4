//! How the identity provider's keys are fetched: seldom, within bounds, and from nowhere else.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use contract::ProblemKind;
use serde_json::json;
use tokio::task::JoinSet;
use vendor_sim::DEFAULT_NOW;

use crate::{
    client::{Answer, Request},
    issuer::{Endpoint, FLAGS, Issuer, answer, claims},
    world::World,
};

/// A relay that fetches its keys, with a clock that the test sets on.
struct Fetching {
    issuer: Issuer,
    endpoint: Endpoint,
    clock: Arc<AtomicI64>,
    world: World,
}

impl Fetching {
    /// The endpoint answers this, or with the provider's keys.
    async fn start(first: Option<Vec<u8>>) -> Self {
        let issuer = Issuer::new();
        let endpoint = Endpoint::start(first.unwrap_or_else(|| answer("200 OK", &issuer.keys("")))).await;
        let clock = Arc::new(AtomicI64::new(DEFAULT_NOW));
        let now = Arc::clone(&clock);
        let url = endpoint.url();
        let flags = [&FLAGS[..], &["--jwt-keys-url", &url]].concat();
        let world = World::with_clock(&flags, move || now.load(Ordering::SeqCst)).await;
        Self { issuer, endpoint, clock, world }
    }

    fn later(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Asks with a token that names this key, signed by the provider and valid for an hour from the start.
    async fn ask(&self, kid: &str) -> Answer {
        self.request(kid).send(self.world.relay).await
    }

    fn request(&self, kid: &str) -> Request {
        let mut claims = claims();
        claims["exp"] = json!(DEFAULT_NOW + 3_600);
        let token = self.issuer.token(&json!({"alg": "EdDSA", "kid": kid}), &claims);
        Request::get("/api/session").with("authorization", &format!("Bearer {token}"))
    }

    /// Asks with many tokens at once, and gives the statuses.
    async fn flood(&self, kid: impl Fn(usize) -> String) -> Vec<u16> {
        let mut all = JoinSet::new();
        for number in 0..60 {
            all.spawn(self.request(&kid(number)).send(self.world.relay));
        }
        let mut statuses: Vec<u16> = all.join_all().await.iter().map(|answer| answer.status).collect();
        statuses.dedup();
        statuses
    }
}

#[tokio::test]
async fn the_keys_are_fetched_once_for_all_who_come_first() {
    let fetching = Fetching::start(None).await;
    assert_eq!(fetching.endpoint.asked(), 0, "nobody has come yet");
    assert_eq!(fetching.flood(|_| "ed".to_owned()).await, [200]);
    assert_eq!(fetching.endpoint.asked(), 1);
}

#[tokio::test]
async fn made_up_names_of_keys_cause_one_fetch_a_minute() {
    let fetching = Fetching::start(None).await;
    assert_eq!(fetching.ask("ed").await.status, 200);
    for minute in 1..4 {
        fetching.later(59);
        assert_eq!(fetching.flood(|number| format!("made-up-{number}")).await, [401]);
        assert_eq!(fetching.endpoint.asked(), minute);
        fetching.later(1);
        assert_eq!(fetching.flood(|number| format!("made-up-{number}")).await, [401]);
        assert_eq!(fetching.endpoint.asked(), minute + 1);
    }
    assert_eq!(fetching.ask("ed").await.status, 200);
}

#[tokio::test]
async fn a_new_key_is_learnt_and_a_withdrawn_one_forgotten() {
    let fetching = Fetching::start(None).await;
    assert_eq!(fetching.ask("ed").await.status, 200);
    fetching.endpoint.answer_from_now_on(answer("200 OK", &fetching.issuer.keys("-2")));
    assert_eq!(fetching.ask("ed-2").await.kind(), ProblemKind::Unauthenticated);
    fetching.later(60);
    assert_eq!(fetching.ask("ed-2").await.status, 200);
    assert_eq!(fetching.ask("ed").await.kind(), ProblemKind::Unauthenticated);
}

#[tokio::test]
async fn keys_that_have_become_old_are_fetched_anew_without_anybody_waiting() {
    let fetching = Fetching::start(None).await;
    assert_eq!(fetching.ask("ed").await.status, 200);
    fetching.endpoint.answer_from_now_on(answer("200 OK", &fetching.issuer.keys("-2")));
    fetching.later(599);
    assert_eq!(fetching.ask("ed").await.status, 200);
    assert_eq!(fetching.endpoint.asked(), 1);
    fetching.later(1);
    assert_eq!(fetching.ask("ed").await.status, 200, "the old ones serve until the new ones are there");
    while fetching.ask("ed").await.status == 200 {
        tokio::task::yield_now().await;
    }
    assert_eq!(fetching.endpoint.asked(), 2);
}

/// Answers with which nobody can be judged.
fn bad_answers(keys: &str, elsewhere: &str) -> Vec<(&'static str, Vec<u8>)> {
    let redirection = format!("HTTP/1.1 302 Found\r\nlocation: {elsewhere}\r\ncontent-length: 0\r\n\r\n");
    let huge = format!("{{\"padding\": \"{}\", {}", "x".repeat(300 * 1024), &keys[1..]);
    vec![
        ("a redirection", redirection.into_bytes()),
        ("an error", answer("500 Internal Server Error", keys)),
        ("not found", answer("404 Not Found", keys)),
        ("partial content", answer("206 Partial Content", keys)),
        ("too large", answer("200 OK", &huge)),
        ("without end", format!("HTTP/1.1 200 OK\r\n\r\n{huge}").into_bytes()),
        ("cut off", answer("200 OK", keys)[..200].to_vec()),
        ("a page", answer("200 OK", "<html>sign in</html>")),
        ("nothing", answer("200 OK", "")),
        ("an array", answer("200 OK", "[]")),
        ("no keys", answer("200 OK", r#"{"keys": []}"#)),
        ("a shared secret", answer("200 OK", r#"{"keys": [{"kty": "oct", "kid": "ed", "k": "c2VjcmV0"}]}"#)),
        ("no HTTP", b"SSH-2.0-OpenSSH_9.2\r\n".to_vec()),
        ("silence", Vec::new()),
    ]
}

#[tokio::test(start_paused = true)]
async fn without_a_usable_answer_nobody_gets_in_and_nothing_is_given_away() {
    let elsewhere = Endpoint::start(answer("200 OK", &Issuer::new().keys(""))).await;
    for (what, bad) in bad_answers(&Issuer::new().keys(""), &elsewhere.url()) {
        let fetching = Fetching::start(Some(bad)).await;
        let refused = fetching.ask("ed").await;
        assert_eq!(refused.kind(), ProblemKind::Internal, "{what}");
        assert!(!String::from_utf8_lossy(&refused.raw).contains("127.0.0.1"), "{what}");
        // A few seconds later it is tried again, and not before.
        fetching.endpoint.answer_from_now_on(answer("200 OK", &fetching.issuer.keys("")));
        fetching.later(4);
        assert_eq!(fetching.ask("ed").await.kind(), ProblemKind::Internal, "{what}");
        assert_eq!(fetching.endpoint.asked(), 1, "{what}");
        fetching.later(1);
        assert_eq!(fetching.ask("ed").await.status, 200, "{what}");
    }
    assert_eq!(elsewhere.asked(), 0, "the redirection was not followed");
}

#[tokio::test(start_paused = true)]
async fn keys_that_are_there_outlive_every_failure_to_fetch_them_anew() {
    for (what, bad) in bad_answers(&Issuer::new().keys(""), "http://127.0.0.1:9/") {
        let fetching = Fetching::start(None).await;
        assert_eq!(fetching.ask("ed").await.status, 200);
        fetching.endpoint.answer_from_now_on(bad);
        fetching.later(60);
        assert_eq!(fetching.ask("unknown").await.kind(), ProblemKind::Unauthenticated, "{what}");
        assert_eq!(fetching.endpoint.asked(), 2, "{what}");
        assert_eq!(fetching.ask("ed").await.status, 200, "{what}");
    }
}
