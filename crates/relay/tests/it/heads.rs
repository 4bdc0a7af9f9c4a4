//! Paths, methods, the size of a request's head, and what every answer's head holds.

use std::time::Duration;

use contract::ProblemKind;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::{
    client::{Answer, CALL, DOCUMENTED, Request, send_raw},
    world::World,
};

#[tokio::test]
async fn what_is_not_there_is_a_problem_document() {
    let world = World::serving(&[], &[("index.html", "page")]).await;
    for target in ["/nothing", "/api", "/api/", "/api/nothing", "/livez", "/readyz", "/metrics", "/index.htm"]
    {
        assert_eq!(Request::get(target).send(world.relay).await.kind(), ProblemKind::NotFound, "{target}");
    }
    assert_eq!(Request::new("POST", "/nothing").send(world.relay).await.kind(), ProblemKind::NotFound);
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let world = World::serving(&[], &[("index.html", "page")]).await;
    for (method, target, allowed) in [
        ("GET", CALL, "POST"),
        ("DELETE", CALL, "POST"),
        ("POST", "/api/session", "GET,HEAD"),
        ("POST", "/", "GET,HEAD"),
        ("PUT", "/index.html", "GET,HEAD"),
        ("BREW", "/", "GET,HEAD"),
    ] {
        let answer = Request::new(method, target).send(world.relay).await;
        assert_eq!(answer.kind(), ProblemKind::MethodNotAllowed, "{method} {target}");
        assert_eq!(answer.header("allow"), Some(allowed), "{method} {target}");
    }
}

#[tokio::test]
async fn every_refusal_says_what_to_do() {
    let world = World::start().await;
    for (request, advice) in [
        (Request::get("/nothing"), "Check it"),
        (Request::get(CALL), "Use one that the header Allow lists"),
        (Request::call(DOCUMENTED).without("x-recall-request"), "Send X-Recall-Request: 1 with it"),
        (Request::call(DOCUMENTED).without("content-type"), "Send it"),
        (Request::call(" ".repeat(8 * 1024) + "{}"), "Make it shorter"),
        (Request::call("{"), "Correct it"),
    ] {
        let title = request.send(world.relay).await.problem().title;
        assert!(title.contains(advice), "{title}");
    }
}

#[tokio::test]
async fn a_path_is_answered_as_it_is_spelled_and_no_other_way() {
    let world = World::start().await;
    for target in ["/api/session/", "/api/sess%69on", "//api/session", "/API/session", "/api/./session"] {
        assert_eq!(Request::get(target).send(world.relay).await.kind(), ProblemKind::NotFound, "{target}");
    }
    assert_eq!(Request::get("/api/session?anything=1").send(world.relay).await.status, 200);
}

#[tokio::test]
async fn a_head_can_be_asked_for_alone() {
    let world = World::start().await;
    for (target, status) in [("/api/session", 200), ("/api/openapi.json", 200), ("/nothing", 404)] {
        let whole = Request::get(target).send(world.relay).await;
        let head = Request::new("HEAD", target).send(world.relay).await;
        assert_eq!((head.status, head.body.len()), (status, 0), "{target}");
        for name in ["content-type", "content-length", "cache-control"] {
            assert_eq!(head.header(name), whole.header(name), "{name} of {target}");
        }
    }
}

#[tokio::test]
async fn requests_of_old_clients_and_of_hasty_ones_are_answered() {
    let world = World::start().await;
    let old = send_raw(world.relay, b"GET /api/session HTTP/1.0\r\nhost: localhost\r\n\r\n").await;
    assert_eq!(old.status, 200);
    let kept = Request::get("/api/session").without("connection").into_bytes();
    let last = Request::call(DOCUMENTED).into_bytes();
    let both = send_raw(world.relay, &[kept, last].concat()).await;
    let answers = String::from_utf8(both.raw).unwrap();
    assert_eq!(answers.matches("HTTP/1.1 200 OK\r\n").count(), 2, "{answers}");
    let first = answers.find("vendorUtcOffset").unwrap();
    assert!(first < answers.find("records").unwrap(), "in the order in which they came");
}

#[tokio::test]
async fn a_caller_who_asks_first_is_told_to_go_on() {
    let world = World::start().await;
    let expecting = Request::call(DOCUMENTED).with("expect", "100-continue").into_bytes();
    let (head, body) = expecting.split_at(expecting.len() - DOCUMENTED.len());
    let mut caller = TcpStream::connect(world.relay).await.unwrap();
    caller.write_all(head).await.unwrap();
    let mut told = [0; "HTTP/1.1 100 Continue\r\n\r\n".len()];
    caller.read_exact(&mut told).await.unwrap();
    assert_eq!(&told, b"HTTP/1.1 100 Continue\r\n\r\n");
    caller.write_all(body).await.unwrap();
    let mut answer = Vec::new();
    caller.read_to_end(&mut answer).await.unwrap();
    assert_eq!(Answer::read(&answer).status, 200);
}

#[tokio::test]
async fn a_head_beyond_its_bounds_is_too_large() {
    let world = World::start().await;
    let session = |query: usize| Request::get(&format!("/api/session?{}", "q".repeat(query)));
    assert_eq!(session(2_000).send(world.relay).await.status, 200);
    assert_eq!(session(2_048).send(world.relay).await.kind(), ProblemKind::TooLarge);
    assert_eq!(session(20_000).send(world.relay).await.kind(), ProblemKind::TooLarge);

    let many = |count: usize| (0..count).fold(session(0), |request, n| request.with(&format!("x-{n}"), "1"));
    assert_eq!(many(62).send(world.relay).await.status, 200);
    assert_eq!(many(63).send(world.relay).await.kind(), ProblemKind::TooLarge);

    let large = |bytes: usize| session(0).with("x-large", &"x".repeat(bytes));
    assert_eq!(large(16_000).send(world.relay).await.status, 200);
    assert_eq!(large(16_384).send(world.relay).await.kind(), ProblemKind::TooLarge);
}

#[tokio::test]
async fn what_is_no_request_gets_a_problem_document_with_all_headers_as_well() {
    let world = World::start().await;
    let many = format!("GET / HTTP/1.1\r\nhost: localhost\r\n{}\r\n", "x: 1\r\n".repeat(200));
    for (said, kind) in [
        ("SSH-2.0-OpenSSH\r\n\r\n", ProblemKind::MalformedRequest),
        ("GET / HTTP/1.1\r\nno colon\r\n\r\n", ProblemKind::MalformedRequest),
        (&many, ProblemKind::TooLarge),
    ] {
        let answer = send_raw(world.relay, said.as_bytes()).await;
        assert_eq!(answer.kind(), kind, "{said}");
        assert_eq!(answer.header("content-length"), Some(answer.body.len().to_string().as_str()));
        assert_eq!(answer.header("connection"), Some("close"));
        assert!(answer.header("content-security-policy").unwrap().starts_with("default-src 'none'"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    }
}

#[tokio::test]
async fn a_harmless_request_id_is_kept_and_any_other_replaced() {
    let world = World::start().await;
    let longest = "a".repeat(64);
    for id in ["1", "AZ_09-az", longest.as_str()] {
        let answer = Request::get("/api/session").with("x-request-id", id).send(world.relay).await;
        assert_eq!(answer.header("x-request-id"), Some(id));
    }
    let too_long = "a".repeat(65);
    for id in ["", "a b", "<script>", "ü", "a,b", too_long.as_str()] {
        let answer = Request::get("/api/session").with("x-request-id", id).send(world.relay).await;
        let given = answer.header("x-request-id").unwrap();
        assert!(given != id && given.len() == 16, "{id:?} became {given:?}");
    }
    let two = Request::get("/nothing").with("x-request-id", "a").with("x-request-id", "b");
    let id = two.send(world.relay).await.problem().request_id;
    assert!(id != "a" && id != "b");
}

#[tokio::test]
async fn two_requests_have_two_identifiers() {
    let world = World::start().await;
    let first = Request::get("/nothing").send(world.relay).await.problem().request_id;
    let second = Request::get("/nothing").send(world.relay).await.problem().request_id;
    assert_ne!(first, second);
}

#[tokio::test]
async fn a_panic_is_an_internal_problem_and_the_relay_lives_on() {
    let world = World::at_time(|| panic!("the clock fell off the wall")).await;
    let answer = Request::get("/api/session").send(world.relay).await;
    assert_eq!(answer.kind(), ProblemKind::Internal);
    assert!(!String::from_utf8_lossy(&answer.raw).contains("wall"));
    assert_eq!(Request::get("/nothing").send(world.relay).await.kind(), ProblemKind::NotFound);
}

#[tokio::test(start_paused = true)]
async fn a_panic_while_the_vendor_is_asked_leaves_nobody_waiting_and_no_place_taken() {
    let world = World::at_time(|| panic!("the clock fell off the wall")).await;
    // More than may ask at once, with the same question and with others.
    for current in (1..=40).chain([40, 40]) {
        let body = DOCUMENTED.replace(r#""current": 1"#, &format!(r#""current": {current}"#));
        let answer = timeout(Duration::from_mins(1), Request::call(body).send(world.relay)).await.unwrap();
        assert_eq!(answer.kind(), ProblemKind::Internal);
        assert!(!String::from_utf8_lossy(&answer.raw).contains("wall"));
    }
    assert_eq!(world.sim.received(), 0);
}

#[tokio::test]
async fn no_answer_sets_a_cookie_or_opens_itself_to_other_origins() {
    let world = World::start().await;
    let requests =
        [Request::call(DOCUMENTED), Request::get("/api/session"), Request::get("/"), Request::get("/no")];
    for request in requests {
        let answer = request.with("cookie", "session=1").send(world.relay).await;
        let named = |wanted: &str| answer.headers.iter().any(|(name, _)| name.starts_with(wanted));
        assert!(!named("set-cookie") && !named("access-control-") && !named("server"), "{answer:?}");
    }
}
