//! Callers that break the rules of HTTP, or bend them: each hears a typed problem, and nothing of what was hidden in a
//! request is taken for another one.

use contract::ProblemKind::{
    self, Forbidden, MalformedRequest, MethodNotAllowed, NotFound, NotJson, TooLarge, UnknownHost,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    client::{Answer, CALL, DOCUMENTED, Request, send_raw},
    world::World,
};

/// The call with these header lines in the place of its length.
fn call(lines: &str, body: &str) -> String {
    format!(
        "POST {CALL} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nx-recall-request: 1\r\n\
         connection: close\r\n{lines}\r\n\r\n{body}"
    )
}

/// A GET request with these header lines.
fn get(lines: &str) -> String {
    format!("GET /api/session HTTP/1.1\r\nconnection: close\r\n{lines}\r\n\r\n")
}

#[tokio::test]
async fn a_body_whose_end_is_in_doubt_is_refused() {
    let world = World::start().await;
    let length = DOCUMENTED.len();
    let chunked = format!("{length:x}\r\n{DOCUMENTED}\r\n0\r\n\r\n");
    for (lines, body, kind) in [
        // Two lengths, or one that is none.
        (format!("content-length: {length}\r\ncontent-length: {}", length + 1), DOCUMENTED, MalformedRequest),
        (format!("content-length: {length}, {}", length + 1), DOCUMENTED, MalformedRequest),
        (format!("content-length: +{length}"), DOCUMENTED, MalformedRequest),
        (format!("content-length: -{length}"), DOCUMENTED, MalformedRequest),
        (format!("content-length: 0x{length:x}"), DOCUMENTED, MalformedRequest),
        (format!("content-length: {length}.0"), DOCUMENTED, MalformedRequest),
        ("content-length: 18446744073709551616".to_owned(), DOCUMENTED, MalformedRequest),
        ("content-length:".to_owned(), DOCUMENTED, MalformedRequest),
        // No length at all is an empty body.
        ("x: 1".to_owned(), DOCUMENTED, MalformedRequest),
        // Codings that are not plain chunks.
        ("transfer-encoding: gzip".to_owned(), DOCUMENTED, MalformedRequest),
        ("transfer-encoding: xchunked".to_owned(), &chunked, MalformedRequest),
        ("transfer-encoding: chunked, identity".to_owned(), &chunked, MalformedRequest),
        ("transfer-encoding: chunked, chunked".to_owned(), &chunked, NotJson),
        ("transfer-encoding: identity, chunked".to_owned(), &chunked, NotJson),
        ("transfer-encoding: chunked\r\ntransfer-encoding: chunked".to_owned(), &chunked, NotJson),
        // Chunks that are none.
        ("transfer-encoding: chunked".to_owned(), "zz\r\n{}\r\n0\r\n\r\n", MalformedRequest),
        ("transfer-encoding: chunked".to_owned(), "-2\r\n{}\r\n0\r\n\r\n", MalformedRequest),
        ("transfer-encoding: chunked".to_owned(), "0x2\r\n{}\r\n0\r\n\r\n", MalformedRequest),
        ("transfer-encoding: chunked".to_owned(), "fffffffffffffffff\r\n{}\r\n0\r\n\r\n", MalformedRequest),
        ("transfer-encoding: chunked".to_owned(), "2\r\n{}{}\r\n0\r\n\r\n", MalformedRequest),
    ] {
        let answer = send_raw(world.relay, call(&lines, body).as_bytes()).await;
        assert_eq!(answer.kind(), kind, "{lines:?} {body:?}");
    }
    assert_eq!(world.sim.received(), 0);
}

#[tokio::test(start_paused = true)]
async fn chunks_win_over_a_length_and_end_the_connection_with_the_answer() {
    let world = World::start().await;
    let hidden = format!("POST {CALL} HTTP/1.1\r\nhost: localhost\r\n\r\n");
    let body = format!("{:x}\r\n{DOCUMENTED}\r\n0\r\n\r\n", DOCUMENTED.len());
    for lines in [
        format!("content-length: {}\r\ntransfer-encoding: chunked", body.len() + hidden.len()),
        format!("transfer-encoding: chunked\r\ncontent-length: {}", DOCUMENTED.len()),
        "content-length: 4\r\ntransfer-encoding: chunked".to_owned(),
    ] {
        // Without `connection: close`, so that what is hidden behind the chunks could be taken for a request.
        let request = call(&lines, &(body.clone() + &hidden)).replace("connection: close\r\n", "");
        let before = world.sim.received();
        let answers = all_answers(&world, &request).await;
        assert_eq!(answers.matches("HTTP/1.1 200").count(), 1, "{lines:?}: {answers}");
        assert_eq!(world.sim.received(), before + 1, "{lines:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_follows_a_refused_body_is_no_request() {
    let world = World::start().await;
    let hidden = call(&format!("content-length: {}", DOCUMENTED.len()), DOCUMENTED);
    for (lines, body) in [
        // Refused before the body is read, and the body looks like the call.
        (format!("origin: http://evil.example\r\ncontent-length: {}", hidden.len()), hidden.clone()),
        (format!("content-encoding: gzip\r\ncontent-length: {}", hidden.len()), hidden.clone()),
        // Too large to be read whole.
        ("content-length: 2000000".to_owned(), " ".repeat(1_200_000) + &hidden),
    ] {
        let request = call(&lines, &body).replacen("connection: close\r\n", "", 1);
        let answers = all_answers(&world, &request).await;
        assert!(answers.starts_with("HTTP/1.1 4"), "{lines:?}: {answers}");
        assert_eq!(answers.matches("HTTP/1.1 ").count(), 1, "{lines:?}: {answers}");
    }
    assert_eq!(world.sim.received(), 0);
}

#[tokio::test]
async fn a_head_that_bends_the_rules_is_no_request() {
    let world = World::start().await;
    for (said, kind) in [
        (get("host : localhost"), MalformedRequest),
        (get(" host: localhost"), MalformedRequest),
        (get("host: localhost\r\n folded"), MalformedRequest),
        (get("host: localhost\r\nx: a\0b"), MalformedRequest),
        (get("host: localhost\r\nx: a\rb"), MalformedRequest),
        (get("host: localhost\r\nna me: x"), MalformedRequest),
        (get("host: localhost\r\n: x"), MalformedRequest),
        (get("host: localhost\r\nnäme: x"), MalformedRequest),
        (get("host: localhost\r\nhost: localhost"), UnknownHost),
        (get("x: no host"), UnknownHost),
        ("GET /api/session\r\n\r\n".to_owned(), MalformedRequest),
        ("GET /api/session HTTP/3\r\nhost: localhost\r\n\r\n".to_owned(), MalformedRequest),
        ("GET  /api/session HTTP/1.1\r\nhost: localhost\r\n\r\n".to_owned(), MalformedRequest),
        ("GET /api/session HTTP/1.1 x\r\nhost: localhost\r\n\r\n".to_owned(), MalformedRequest),
        ("GET /api/\0session HTTP/1.1\r\nhost: localhost\r\n\r\n".to_owned(), MalformedRequest),
        ("GET api/session HTTP/1.1\r\nhost: localhost\r\n\r\n".to_owned(), MalformedRequest),
        ("\x16\x03\x01\x02\0\x01\0\x01\u{fc}\x03\x03\r\n\r\n".to_owned(), MalformedRequest),
        (get(&format!("host: localhost\r\nx-request-id: {}", "a".repeat(1024 * 1024))), TooLarge),
        (format!("GET /{} HTTP/1.1\r\nhost: localhost\r\n\r\n", "a".repeat(1024 * 1024)), TooLarge),
    ] {
        let shown: String = said.chars().take(80).collect();
        let answer = all_answers(&world, &said).await;
        assert!(!answer.is_empty(), "no answer to {shown:?}");
        assert_eq!(Answer::read(answer.as_bytes()).kind(), kind, "{shown:?}");
    }
    // Whoever begins in HTTP/2 would not understand an answer in HTTP/1.1.
    assert_eq!(all_answers(&world, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await, "");
}

/// Everything that comes back until the relay closes the connection. It is read while the request is sent, because the
/// relay may refuse before it has everything; a reset behind the answer takes nothing away from it.
async fn all_answers(world: &World, request: &str) -> String {
    let (mut reader, mut writer) = TcpStream::connect(world.relay).await.unwrap().into_split();
    let mut answers = Vec::new();
    let _ = tokio::join!(writer.write_all(request.as_bytes()), reader.read_to_end(&mut answers));
    String::from_utf8_lossy(&answers).into_owned()
}

#[tokio::test]
async fn a_method_or_target_of_another_trade_is_refused() {
    let world = World::start().await;
    for (method, target, kind) in [
        ("TRACE", "/api/session", MethodNotAllowed),
        ("post", CALL, MethodNotAllowed),
        ("CONNECT", "evil.example:443", UnknownHost),
        ("OPTIONS", "*", NotFound),
        ("GET", "http://evil.example/", UnknownHost),
        ("GET", "https://localhost/api/session", UnknownHost),
        ("GET", "http://localhost@evil.example/api/session", UnknownHost),
    ] {
        let answer = Request::new(method, target).send(world.relay).await;
        assert_eq!(answer.kind(), kind, "{method} {target}");
    }
    for smuggled in ["x_recall_request", "x.recall.request", "x-recall-request-1"] {
        let call = Request::call(DOCUMENTED).without("x-recall-request").with(smuggled, "1");
        assert_eq!(call.send(world.relay).await.kind(), Forbidden, "{smuggled}");
    }
    assert_eq!(world.sim.received(), 0);
}

#[tokio::test]
async fn a_hundred_thousand_brackets_are_too_large_and_eight_thousand_no_object() {
    let world = World::start().await;
    let kinds: [(usize, ProblemKind); 2] = [(100_000, TooLarge), (8_000, MalformedRequest)];
    for (count, kind) in kinds {
        for bracket in ["[", "{\"current\":"] {
            let body = bracket.repeat(count / bracket.len());
            assert_eq!(Request::call(body).send(world.relay).await.kind(), kind, "{count} {bracket}");
        }
    }
}

#[tokio::test]
async fn what_a_browser_of_another_site_can_send_without_asking_never_reaches_the_vendor() {
    let world = World::start().await;
    let simple = Request::call(DOCUMENTED).without("x-recall-request");
    for request in [
        // A form can choose between three content types and can't add a header.
        simple.clone().instead("content-type", "text/plain"),
        simple.clone().instead("content-type", "application/x-www-form-urlencoded"),
        simple.clone().instead("content-type", "multipart/form-data; boundary=x"),
        simple.clone().instead("content-type", "text/plain; application/json"),
        // What a script sends in the mode `no-cors`, or as a beacon.
        simple.clone().with("sec-fetch-mode", "no-cors").with("sec-fetch-site", "cross-site"),
        simple.with("origin", "null"),
    ] {
        assert_eq!(request.send(world.relay).await.kind(), Forbidden);
    }
    assert_eq!(world.sim.received(), 0);
}
