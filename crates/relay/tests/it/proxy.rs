//! Whom the relay believes when a proxy says who is asking, and that nobody else is believed.

use contract::ProblemKind;

use crate::{
    client::{CALL, DOCUMENTED, Request},
    settings::File,
    world::World,
};

pub(crate) const SECRET: &str = "canary-between-relay-and-proxy";
const ORIGIN: &str = "https://portal.example.com";
const SESSION: &str = "/api/session";

/// The flags of a relay behind a proxy on its own machine, beside the file with the secret.
pub(crate) const BEHIND: [&str; 6] =
    ["--auth", "proxy", "--trusted-proxies", "127.0.0.1", "--public-origin", ORIGIN];

/// A relay that believes proxies at these addresses.
pub(crate) async fn behind(proxies: &str, flags: &[&str]) -> World {
    let secret = File::new("proxy-secret", SECRET);
    let needed = ["--auth", "proxy", "--trusted-proxies", proxies, "--public-origin", ORIGIN];
    World::with(&[&needed[..], &["--proxy-secret-file", secret.path()], flags].concat()).await
}

/// A request as the proxy passes it on.
pub(crate) fn passed_on(request: Request) -> Request {
    request
        .instead("host", "portal.example.com")
        .with("X-Forwarded-For", "203.0.113.9")
        .with("X-Forwarded-Proto", "https")
        .with("X-Forwarded-Host", "portal.example.com")
        .with("X-Recall-Proxy-Secret", SECRET)
}

#[tokio::test]
async fn the_proxy_s_word_names_the_user() {
    let world = behind("127.0.0.0/8", &[]).await;
    for name in ["jia", "Jia Li", "李佳", "O'Brien, \"Bo\" <bo@example.com>"] {
        let session = passed_on(Request::get(SESSION)).with("X-Forwarded-User", name).send(world.relay).await;
        assert_eq!(session.json()["user"]["name"], name);
    }
    let call = passed_on(Request::call(DOCUMENTED)).with("x-forwarded-user", "jia").with("origin", ORIGIN);
    assert_eq!(call.send(world.relay).await.status, 200);
}

#[tokio::test]
async fn the_header_with_the_name_can_be_another_one() {
    let world = behind("127.0.0.1", &["--user-header", "Remote-User"]).await;
    let named = passed_on(Request::get(SESSION)).with("remote-user", "jia");
    assert_eq!(named.clone().send(world.relay).await.json()["user"]["name"], "jia");
    // What is the usual one elsewhere says nothing here.
    let both = named.with("x-forwarded-user", "root").send(world.relay).await;
    assert_eq!(both.json()["user"]["name"], "jia");
    let other = passed_on(Request::get(SESSION)).with("x-forwarded-user", "root").send(world.relay).await;
    assert_eq!(other.kind(), ProblemKind::Unauthenticated);
}

#[tokio::test]
async fn nobody_gets_in_without_a_name() {
    let world = behind("127.0.0.1", &[]).await;
    let long = "x".repeat(129);
    for request in [Request::get(SESSION), Request::call(DOCUMENTED)] {
        assert_eq!(request.clone().send(world.relay).await.kind(), ProblemKind::Unauthenticated);
        let answer = passed_on(request.clone()).send(world.relay).await;
        assert_eq!(answer.kind(), ProblemKind::Unauthenticated);
        assert_eq!(answer.header("www-authenticate"), Some("Portal realm=\"recall-desk\""));
        for name in ["", " ", &long, "a\tb", "a\u{202e}b"] {
            let named = passed_on(request.clone()).with("x-forwarded-user", name);
            assert_eq!(named.send(world.relay).await.kind(), ProblemKind::Unauthenticated, "{name:?}");
        }
    }
    assert_eq!(world.sim.received(), 0);
}

/// Every way in which the header could be written so that some server on the way takes it for the true one.
const SPELLINGS: [&str; 8] = [
    "x-forwarded-user",
    "X-Forwarded-User",
    "X-FORWARDED-USER",
    "X_Forwarded_User",
    "x.forwarded.user",
    "x-forwarded_user",
    "x~forwarded!user",
    "x_forwarded.user",
];

#[tokio::test]
async fn a_name_from_anyone_but_the_proxy_is_refused_however_it_is_spelt() {
    let stranger = behind("10.9.8.7", &[]).await;
    let proxy = behind("127.0.0.1", &[]).await;
    let custom = behind("127.0.0.2", &["--user-header", "Remote-User"]).await;
    for spelling in SPELLINGS {
        for request in [Request::get(SESSION), Request::call(DOCUMENTED), Request::get("/")] {
            // From the wrong address, with the secret and without.
            let named = passed_on(request.clone()).with(spelling, "root");
            assert_eq!(named.send(stranger.relay).await.kind(), ProblemKind::Forbidden, "{spelling}");
            let named = request.clone().with(spelling, "root");
            assert_eq!(named.clone().send(stranger.relay).await.kind(), ProblemKind::Forbidden, "{spelling}");
            // From the right address without the secret, or with a wrong one.
            assert_eq!(named.clone().send(proxy.relay).await.kind(), ProblemKind::Forbidden, "{spelling}");
            for wrong in ["", "x", "between-relay-and-proxz", "BETWEEN-RELAY-AND-PROXY"] {
                let named = named.clone().with("x-recall-proxy-secret", wrong);
                assert_eq!(
                    named.send(proxy.relay).await.kind(),
                    ProblemKind::Forbidden,
                    "{spelling} {wrong}"
                );
            }
            let spelling = spelling.to_ascii_lowercase().replace("forwarded", "remote").replacen("x-", "", 1);
            if spelling.starts_with("remote") {
                let named = passed_on(request).with(&spelling, "root");
                assert_eq!(named.send(custom.relay).await.kind(), ProblemKind::Forbidden, "{spelling}");
            }
        }
    }
    assert_eq!(stranger.sim.received() + proxy.sim.received() + custom.sim.received(), 0);
}

#[tokio::test]
async fn a_second_name_beside_the_proxy_s_own_is_refused() {
    let world = behind("127.0.0.1", &[]).await;
    for spelling in SPELLINGS {
        for named in [
            passed_on(Request::get(SESSION)).with("x-forwarded-user", "jia").with(spelling, "root"),
            passed_on(Request::get(SESSION)).with(spelling, "root").with("x-forwarded-user", "jia"),
        ] {
            assert_eq!(named.send(world.relay).await.kind(), ProblemKind::Forbidden, "{spelling}");
        }
    }
    let twice = passed_on(Request::get(SESSION)).with("x-recall-proxy-secret", SECRET);
    assert_eq!(twice.send(world.relay).await.kind(), ProblemKind::Forbidden, "the secret twice");
}

#[tokio::test]
async fn a_connection_header_can_t_make_the_name_go_away() {
    let world = behind("127.0.0.1", &[]).await;
    for connection in [
        "close, X-Forwarded-User",
        "x-forwarded-user",
        "close,x_forwarded_user ,keep-alive",
        "X-Recall-Proxy-Secret, close",
    ] {
        for request in
            [Request::get(SESSION), passed_on(Request::get(SESSION)).with("x-forwarded-user", "jia")]
        {
            let answer = request.instead("connection", connection).with("connection", "close");
            assert_eq!(answer.send(world.relay).await.kind(), ProblemKind::Forbidden, "{connection}");
        }
    }
}

#[tokio::test]
async fn forwarded_headers_are_taken_from_the_proxy_alone() {
    let stranger = behind("10.9.8.7", &[]).await;
    let proxy = behind("127.0.0.1", &[]).await;
    for name in ["Forwarded", "X-Forwarded-For", "X_Forwarded_Host", "X-Forwarded-Proto", "X-Real-IP"] {
        let bare = Request::get("/nothing").with(name, "203.0.113.9");
        assert_eq!(bare.clone().send(stranger.relay).await.kind(), ProblemKind::Forbidden, "{name}");
        assert_eq!(bare.clone().send(proxy.relay).await.kind(), ProblemKind::Forbidden, "{name}");
        let vouched = bare.with("x-recall-proxy-secret", SECRET);
        assert_eq!(vouched.clone().send(stranger.relay).await.kind(), ProblemKind::Forbidden, "{name}");
        assert_eq!(vouched.send(proxy.relay).await.kind(), ProblemKind::NotFound, "{name}");
    }
}

#[tokio::test]
async fn the_own_origin_is_the_public_one_and_no_host_or_forwarded_header_changes_it() {
    let world = behind("127.0.0.1", &[]).await;
    for (origin, status) in [
        (ORIGIN, 200),
        ("HTTPS://PORTAL.EXAMPLE.COM", 200),
        ("http://portal.example.com", 403),
        ("https://portal.example.com:8443", 403),
        ("https://evil.example", 403),
        ("http://localhost", 403),
        ("null", 403),
    ] {
        for host in ["portal.example.com", "localhost", "127.0.0.1:8080"] {
            let call = passed_on(Request::call(DOCUMENTED)).with("x-forwarded-user", "jia");
            let call =
                call.instead("host", host).with("origin", origin).with("X-Forwarded-Host", "evil.example");
            assert_eq!(call.send(world.relay).await.status, status, "{origin} {host}");
        }
    }
}

#[tokio::test]
async fn the_site_is_looked_at_before_the_name() {
    let world = behind("127.0.0.1", &[]).await;
    let foreign = Request::call(DOCUMENTED).with("origin", "https://evil.example");
    assert_eq!(foreign.send(world.relay).await.kind(), ProblemKind::Forbidden);
    let nameless = Request::new("PUT", CALL);
    assert_eq!(nameless.send(world.relay).await.kind(), ProblemKind::MethodNotAllowed);
}

#[tokio::test]
async fn who_is_not_known_gets_nothing_that_others_have_asked_already() {
    let world = behind("127.0.0.1", &["--cache-seconds", "5"]).await;
    let call = passed_on(Request::call(DOCUMENTED)).with("origin", ORIGIN);
    let named = |name: &str| call.clone().with("x-forwarded-user", name);
    for name in ["jia", "li"] {
        assert_eq!(named(name).send(world.relay).await.status, 200);
    }
    assert_eq!(world.sim.received(), 1, "they see the same rows");
    assert_eq!(call.clone().send(world.relay).await.kind(), ProblemKind::Unauthenticated);
    let forged = named("jia").instead("X-Recall-Proxy-Secret", "guessed");
    assert_ne!(forged.send(world.relay).await.status, 200);
}
