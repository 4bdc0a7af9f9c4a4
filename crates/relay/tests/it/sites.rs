//! From which sites the API may be called.

use contract::ProblemKind;

use crate::{
    client::{DOCUMENTED, Request},
    world::World,
};

/// Origins with whether they are that of a page at `http://localhost:8080`.
const ORIGINS: [(Option<&str>, bool); 12] = [
    (None, true),
    (Some("http://localhost:8080"), true),
    (Some("http://LOCALHOST:8080"), true),
    (Some("null"), false),
    (Some(""), false),
    (Some("https://localhost:8080"), false),
    (Some("http://localhost"), false),
    (Some("http://localhost:8081"), false),
    (Some("http://127.0.0.1:8080"), false),
    (Some("http://localhost:8080.evil.example"), false),
    (Some("http://evil.example"), false),
    (Some("localhost:8080"), false),
];

/// What a browser says about the caller's site, with whether that is this one.
const SITES: [(Option<&str>, bool); 7] = [
    (None, true),
    (Some("same-origin"), true),
    (Some("none"), true),
    (Some("same-site"), false),
    (Some("cross-site"), false),
    (Some("SAME-ORIGIN"), false),
    (Some(""), false),
];

fn dress(request: Request, origin: Option<&str>, site: Option<&str>) -> Request {
    let mut request = request.instead("host", "localhost:8080");
    for (name, value) in [("origin", origin), ("sec-fetch-site", site)] {
        if let Some(value) = value {
            request = request.with(name, value);
        }
    }
    request
}

#[tokio::test]
async fn only_the_own_origin_and_callers_that_are_no_browser_get_in() {
    let world = World::start().await;
    for (origin, own_origin) in ORIGINS {
        for (site, own_site) in SITES {
            for request in [Request::call(DOCUMENTED), Request::get("/api/session")] {
                let answer = dress(request, origin, site).send(world.relay).await;
                if own_origin && own_site {
                    assert_eq!(answer.status, 200, "{origin:?} {site:?}");
                } else {
                    assert_eq!(answer.kind(), ProblemKind::Forbidden, "{origin:?} {site:?}");
                }
            }
        }
    }
}

#[tokio::test]
async fn only_what_is_right_in_every_way_is_answered() {
    let world = World::start().await;
    for method in ["POST", "GET", "PUT", "OPTIONS"] {
        for (content_type, json) in [
            (Some("application/json"), true),
            (Some("application/json;charset=UTF-8"), true),
            (Some("text/plain"), false),
            (None, false),
        ] {
            for (mark, marked) in [(Some("1"), true), (None, false)] {
                for (origin, own_origin) in ORIGINS {
                    for (site, own_site) in SITES {
                        let mut request = match method {
                            "POST" => {
                                Request::call(DOCUMENTED).without("content-type").without("x-recall-request")
                            }
                            _ => Request::new(method, crate::client::CALL),
                        };
                        // A cookie is always there, and never counts.
                        request = request.with("cookie", "user=root");
                        for (name, value) in [("content-type", content_type), ("x-recall-request", mark)] {
                            if let Some(value) = value {
                                request = request.with(name, value);
                            }
                        }
                        let answer = dress(request, origin, site).send(world.relay).await;
                        let is_right = method == "POST" && json && marked && own_origin && own_site;
                        let what = format!("{method} {content_type:?} {mark:?} {origin:?} {site:?}");
                        assert_eq!(answer.status == 200, is_right, "{what} {answer:?}");
                        let given = |name: &str| name == "set-cookie" || name.starts_with("access-control-");
                        assert!(!answer.headers.iter().any(|(name, _)| given(name)), "{what} {answer:?}");
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn two_origins_are_as_bad_as_a_foreign_one() {
    let world = World::start().await;
    let own = "http://localhost:8080";
    let answer =
        dress(Request::call(DOCUMENTED), Some(own), None).with("origin", own).send(world.relay).await;
    assert_eq!(answer.kind(), ProblemKind::Forbidden);
}

#[tokio::test]
async fn the_default_port_is_the_same_with_and_without_its_number() {
    let world = World::start().await;
    for host in ["localhost", "localhost:80"] {
        let request = Request::call(DOCUMENTED).instead("host", host).with("origin", "http://localhost");
        assert_eq!(request.send(world.relay).await.status, 200, "{host}");
    }
}

#[tokio::test]
async fn the_call_needs_the_request_header() {
    let world = World::start().await;
    let without = Request::call(DOCUMENTED).without("x-recall-request");
    for request in [
        without.clone(),
        without.clone().with("x-recall-request", ""),
        without.clone().with("x-recall-request", "0"),
        without.with("x-recall-request", "1").with("x-recall-request", "1"),
    ] {
        assert_eq!(request.send(world.relay).await.kind(), ProblemKind::Forbidden);
    }
    assert_eq!(world.sim.received(), 0);
}

#[tokio::test]
async fn the_cheapest_check_speaks_first() {
    let world = World::start().await;
    // Everything is wrong with this one; each step mends what was complained about.
    let body = Request::call("{");
    let header = body.clone().instead("content-type", "text/plain");
    let site = header.clone().without("x-recall-request");
    let method = site.clone().with("origin", "null");
    let proxied =
        Request::new("PUT", crate::client::CALL).with("origin", "null").with("forwarded", "for=1.2.3.4");
    let host = proxied.clone().instead("host", "evil.example");
    for (request, kind) in [
        (host, ProblemKind::UnknownHost),
        (proxied.clone(), ProblemKind::Forbidden),
        (proxied.without("forwarded"), ProblemKind::MethodNotAllowed),
        (method, ProblemKind::Forbidden),
        (site, ProblemKind::Forbidden),
        (header, ProblemKind::NotJson),
        (body, ProblemKind::MalformedRequest),
    ] {
        assert_eq!(request.send(world.relay).await.kind(), kind);
    }
}

#[tokio::test]
async fn a_preflight_gets_no_permission() {
    let world = World::start().await;
    let preflight = Request::new("OPTIONS", crate::client::CALL)
        .with("origin", "http://evil.example")
        .with("access-control-request-method", "POST")
        .with("access-control-request-headers", "x-recall-request");
    let answer = preflight.send(world.relay).await;
    assert_eq!(answer.kind(), ProblemKind::MethodNotAllowed);
    assert_eq!(answer.header("allow"), Some("POST"));
    assert!(!answer.headers.iter().any(|(name, _)| name.starts_with("access-control-")), "{answer:?}");
}

#[tokio::test]
async fn the_page_itself_opens_from_a_link_anywhere() {
    let world = World::serving(&[], &[("index.html", "page")]).await;
    let answer = Request::get("/").with("sec-fetch-site", "cross-site").send(world.relay).await;
    assert_eq!(answer.status, 200);
}
