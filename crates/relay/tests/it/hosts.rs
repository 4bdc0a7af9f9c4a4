//! Under which host names the relay answers.

use contract::ProblemKind;

use crate::{
    client::{Request, send_raw},
    world::World,
};

const SESSION: &str = "/api/session";

#[tokio::test]
async fn this_machine_s_names_are_served_on_any_port() {
    let world = World::start().await;
    for host in
        ["localhost", "LocalHost", "127.0.0.1", "[::1]", "localhost:1", "127.0.0.1:8080", "[::1]:65535"]
    {
        let answer = Request::get(SESSION).instead("host", host).send(world.relay).await;
        assert_eq!(answer.status, 200, "{host}");
    }
}

#[tokio::test]
async fn every_other_host_is_refused_wherever_the_request_goes() {
    let world = World::serving(&[], &[("index.html", "page")]).await;
    for host in [
        "evil.example",
        "localhost.evil.example",
        "evil.example:8080",
        "127.0.0.1.nip.io",
        "localhost@evil.example",
        "evil.example@localhost",
        "localhost:",
        "localhost:99999",
        "localhost:8080x",
        "localhost/",
        "localhost, evil.example",
        "0.0.0.0",
        "::1",
        "",
    ] {
        for target in ["/", SESSION, "/nothing"] {
            let answer = Request::get(target).instead("host", host).send(world.relay).await;
            assert_eq!(answer.kind(), ProblemKind::UnknownHost, "{host} {target}");
        }
    }
}

#[tokio::test]
async fn a_request_without_exactly_one_host_is_refused() {
    let world = World::start().await;
    let none = Request::get(SESSION).without("host").send(world.relay).await;
    assert_eq!(none.kind(), ProblemKind::UnknownHost);
    for second in ["localhost", "evil.example"] {
        let two = Request::get(SESSION).with("host", second).send(world.relay).await;
        assert_eq!(two.kind(), ProblemKind::UnknownHost, "{second}");
    }
    let old = send_raw(world.relay, b"GET /api/session HTTP/1.0\r\n\r\n").await;
    assert_eq!(old.kind(), ProblemKind::UnknownHost);
}

#[tokio::test]
async fn a_target_in_absolute_form_must_agree_with_the_host() {
    let world = World::start().await;
    let same = Request::get("http://localhost/api/session").send(world.relay).await;
    assert_eq!(same.status, 200);
    for target in [
        "http://evil.example/api/session",
        "http://localhost:81/api/session",
        "http://user@localhost/api/session",
        "https://localhost/api/session",
    ] {
        let answer = Request::get(target).send(world.relay).await;
        assert_eq!(answer.kind(), ProblemKind::UnknownHost, "{target}");
    }
}

#[tokio::test]
async fn a_list_of_hosts_takes_the_place_of_the_usual_ones() {
    let world = World::with(&["--allowed-hosts", "desk.example", "[::1]:81", "secure.example:443"]).await;
    for (host, status) in [
        ("desk.example", 200),
        ("DESK.example:9000", 200),
        ("[::1]:81", 200),
        ("secure.example:443", 200),
        ("secure.example", 200),
        ("secure.example:444", 421),
        ("[::1]", 421),
        ("[::1]:82", 421),
        ("localhost", 421),
    ] {
        let answer = Request::get(SESSION).instead("host", host).send(world.relay).await;
        assert_eq!(answer.status, status, "{host}");
    }
}

#[tokio::test]
async fn a_request_that_a_proxy_passed_on_is_refused() {
    let world = World::start().await;
    for name in [
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "x-forwarded-anything",
        "X-Real-IP",
        "X_Forwarded_For",
        "X.Real.IP",
        "X-Original-Forwarded-For",
        "X-Client-IP",
        "True-Client-IP",
        "CF-Connecting-IP",
    ] {
        let answer = Request::get(SESSION).with(name, "127.0.0.1").send(world.relay).await;
        assert_eq!(answer.kind(), ProblemKind::Forbidden, "{name}");
        assert!(answer.problem().detail.unwrap().contains("proxy"));
    }
}
