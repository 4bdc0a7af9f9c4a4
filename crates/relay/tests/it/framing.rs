//! The headers that keep the panel safe in the browser, on every answer.

use crate::{
    client::{CALL, DOCUMENTED, Request},
    world::World,
};

const FILES: &[(&str, &str)] = &[("index.html", "page"), ("assets/a-1.js", "script")];

#[tokio::test]
async fn every_answer_carries_the_strict_policy() {
    let world = World::serving(&["--base-path", "/x/"], FILES).await;
    for request in [
        Request::get("/x/"),
        Request::get("/x"),
        Request::get("/x/assets/a-1.js"),
        Request::get("/x/assets/a-1.js").with("if-none-match", "*"),
        Request::get("/x/api/session"),
        Request::get("/x/nothing"),
        Request::get("/"),
        Request::get("/x/").instead("host", "evil.example"),
        Request::new("DELETE", "/x/"),
        Request::call("{").at(&format!("/x{CALL}")),
        Request::call(DOCUMENTED).at(&format!("/x{CALL}")),
    ] {
        let answer = request.send(world.relay).await;
        assert_eq!(
            answer.header("content-security-policy"),
            Some(
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
                 font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
            ),
            "{answer:?}"
        );
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
        assert_eq!(answer.header("cross-origin-opener-policy"), Some("same-origin"));
        assert!(answer.header("permissions-policy").unwrap().contains("camera=()"));
    }
}

#[tokio::test]
async fn listed_origins_may_frame_the_panel_beside_its_own() {
    let flags = ["--frame-ancestors", "https://Portal.example.com", "http://localhost:3000"];
    let world = World::serving(&flags, FILES).await;
    let policy = Request::get("/").send(world.relay).await;
    let policy = policy.header("content-security-policy").unwrap();
    assert!(
        policy.ends_with("; frame-ancestors 'self' https://portal.example.com http://localhost:3000"),
        "{policy}"
    );
}
