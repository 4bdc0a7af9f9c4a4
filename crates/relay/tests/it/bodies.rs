//! Which bodies of the one call are taken, and what is said about the others.

use contract::ProblemKind;

use crate::{
    client::{CALL, DOCUMENTED, Request, send_raw},
    world::World,
};

#[tokio::test]
async fn a_body_that_is_no_plain_json_object_is_malformed() {
    let world = World::start().await;
    let nested = "[".repeat(8_000);
    let nested_value = format!(r#"{{"current": {}1{}}}"#, "[".repeat(4_000), "]".repeat(4_000));
    let utf16: Vec<u8> = DOCUMENTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bodies: [&[u8]; 14] = [
        b"",
        b" ",
        b"null",
        b"[]",
        b"\"text\"",
        b"{",
        &DOCUMENTED.as_bytes()[..80],
        b"{\"current\": 01}",
        b"{'current': 1}",
        b"\xef\xbb\xbf{}",
        b"{\"\xff\": 1}",
        nested.as_bytes(),
        nested_value.as_bytes().split_at(5_000).0,
        &utf16,
    ];
    for body in bodies {
        let answer = Request::call(body).send(world.relay).await;
        assert_eq!(answer.kind(), ProblemKind::MalformedRequest, "{}", String::from_utf8_lossy(body));
    }
    let trailing = Request::call(format!("{DOCUMENTED} {{}}")).send(world.relay).await;
    assert_eq!(trailing.kind(), ProblemKind::MalformedRequest);
    assert_eq!(world.sim.received(), 0);
}

#[tokio::test]
async fn duplicate_and_unknown_keys_are_named_at_every_level() {
    let world = World::start().await;
    for (from, to, named) in [
        (r#""current": 1"#, r#""current": 1, "current": 1"#, "current"),
        (r#""current": 1"#, r#""current": 1, "\u0063urrent": 2"#, "current"),
        (r#""strTime""#, r#""strT\u0069me": "x", "strTime""#, "strTime"),
        (r#""size""#, r#""url": "http://evil.example/", "size""#, "url"),
        (r#""size""#, r#""Sign": "0", "size""#, "Sign"),
        (r#""size""#, r#""__proto__": {}, "size""#, "__proto__"),
        (r#""size""#, r#""Current": 1, "size""#, "Current"),
        (r#""strTime""#, r#""status": [1], "strTime""#, "status"),
    ] {
        let problem = Request::call(DOCUMENTED.replace(from, to)).send(world.relay).await.problem();
        assert_eq!(problem.kind, ProblemKind::MalformedRequest, "{to}");
        assert!(problem.detail.as_deref().unwrap_or_default().contains(named), "{problem:?}");
    }
}

#[tokio::test]
async fn an_unknown_key_is_quoted_short_and_without_what_can_t_be_seen() {
    let world = World::start().await;
    let key = format!("\\u0000\\n{}", "k".repeat(5_000));
    let body = DOCUMENTED.replace(r#""size""#, &format!(r#""{key}": 1, "size""#));
    let detail = Request::call(body).send(world.relay).await.problem().detail.unwrap();
    assert!(detail.len() < 200 && !detail.contains('\n') && !detail.contains('\0'), "{detail:?}");

    let body = DOCUMENTED.replace(r#""size""#, r#""名\u0000\u202e\u2066\\a\" b": 1, "size""#);
    let detail = Request::call(body).send(world.relay).await.problem().detail.unwrap();
    assert_eq!(detail, r#"The body has the unknown key "名\a b"."#);
}

#[tokio::test]
async fn a_value_out_of_bounds_is_invalid_and_named() {
    let world = World::start().await;
    let mut cases = Vec::new();
    for current in
        ["\"1\"", "1.0", "1e0", "0", "-1", "-0", "18446744073709551616", "1e400", "null", "true", "[1]", "{}"]
    {
        cases.push((r#""current": 1"#, format!(r#""current": {current}"#), "current"));
    }
    for size in ["0", "101", "-5", "\"10\"", "10.5"] {
        cases.push((r#""size": 10"#, format!(r#""size": {size}"#), "size"));
    }
    for time in [
        "2024-02-30 00:00:00",
        "2024-05-18 24:00:00",
        "2024-05-18 23:59:60",
        "2024-05-18T00:00:00",
        "2024-05-18 00:00:00Z",
        "2024-05-18 00:00:00 ",
        " 2024-05-18 00:00:00",
        "2024-5-18 00:00:00",
        "2024-05-18",
        "２０２４-05-18 00:00:00",
        "2024-05-18 00:00",
        "",
    ] {
        cases.push(("2024-05-18 00:00:00", time.to_owned(), "params.strTime"));
    }
    cases.push((
        r#""strTime": "2024-05-18 00:00:00""#,
        r#""strTime": 1716000000"#.to_owned(),
        "params.strTime",
    ));
    cases.push((r#""strTime": "2024-05-18 00:00:00", "#, String::new(), "params.strTime"));
    cases.push(("2024-05-19 23:59:59", "2024-05-17 23:59:59".to_owned(), "params.endTime"));
    for name in ["\\u0000", "a\\r\\nb", "\\u0085", "\\ud800", "\\udc00x", &"名".repeat(129)] {
        cases.push(("1111", name.to_owned(), "params.taskName"));
    }
    cases.push((r#""1111""#, "1111".to_owned(), "params.taskName"));
    cases.push((r#""1111""#, "[]".to_owned(), "params.taskName"));
    for (from, to, field) in cases {
        let problem = Request::call(DOCUMENTED.replace(from, &to)).send(world.relay).await.problem();
        assert_eq!(problem.kind, ProblemKind::InvalidRequest, "{to}");
        let fields: Vec<&str> = problem.errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, [field], "{to}");
    }
    assert_eq!(world.sim.received(), 0);
}

#[tokio::test]
async fn everything_that_is_wrong_is_listed_at_once() {
    let world = World::start().await;
    let fields = async |body: &str| {
        let problem = Request::call(body).send(world.relay).await.problem();
        assert_eq!(problem.kind, ProblemKind::InvalidRequest, "{body}");
        problem.errors.into_iter().map(|error| error.field).collect::<Vec<_>>()
    };
    assert_eq!(
        fields(r#"{"current": 0, "size": 0, "params": {"strTime": 1, "endTime": null, "taskName": 2}}"#)
            .await,
        ["current", "size", "params.strTime", "params.endTime", "params.taskName"]
    );
    assert_eq!(fields("{}").await, ["current", "size", "params"]);
    assert_eq!(fields(r#"{"current": 1, "size": 1, "params": []}"#).await, ["params"]);
    assert_eq!(
        fields(r#"{"current": 1, "size": 1, "params": {}}"#).await,
        ["params.strTime", "params.endTime"]
    );
}

#[tokio::test]
async fn the_outermost_allowed_values_pass() {
    let world = World::start().await;
    for (from, to) in [
        (r#""size": 10"#, r#""size": 1"#),
        (r#""size": 10"#, r#""size": 100"#),
        (r#""current": 1"#, r#""current": 2147483647"#),
        ("2024-05-19 23:59:59", "2024-05-18 00:00:00"),
        ("2024-05-18 00:00:00", "2024-02-29 23:59:59"),
    ] {
        let answer = Request::call(DOCUMENTED.replace(from, to)).send(world.relay).await;
        assert_eq!(answer.status, 200, "{to}");
    }
}

#[tokio::test]
async fn a_search_text_is_data_and_passes_to_the_letter() {
    let world = World::start().await;
    let names = [
        "' OR 1=1--",
        "<script>alert(1)</script>",
        "\u{202e}gnp.exe",
        " padded ",
        "%2e%2e/",
        &"名".repeat(128),
    ];
    for name in names {
        let answer = Request::call(DOCUMENTED.replace("1111", name)).send(world.relay).await;
        assert_eq!(answer.status, 200, "{name}");
        let sent: serde_json::Value =
            serde_json::from_slice(&world.sim.journal().last().unwrap().body).unwrap();
        assert_eq!(sent["params"]["taskName"], name);
    }
}

#[tokio::test]
async fn a_blank_search_text_is_none() {
    let world = World::start().await;
    for blank in [r#""""#, r#""   ""#, "\"\u{3000}\"", "null", &format!("\"{}\"", " ".repeat(130))] {
        let answer = Request::call(DOCUMENTED.replace(r#""1111""#, blank)).send(world.relay).await;
        assert_eq!(answer.status, 200, "{blank}");
        let sent: serde_json::Value =
            serde_json::from_slice(&world.sim.journal().last().unwrap().body).unwrap();
        assert_eq!(sent["params"].get("taskName"), None, "{blank}");
    }
}

#[tokio::test]
async fn a_body_above_8_kib_is_too_large_by_length_and_in_chunks() {
    let world = World::start().await;
    let padded = |length: usize| DOCUMENTED.to_owned() + &" ".repeat(length - DOCUMENTED.len());
    assert_eq!(Request::call(padded(8_192)).send(world.relay).await.status, 200);
    assert_eq!(Request::call(padded(8_193)).send(world.relay).await.kind(), ProblemKind::TooLarge);
    assert_eq!(Request::call(padded(900_000)).send(world.relay).await.kind(), ProblemKind::TooLarge);

    let head = format!(
        "POST {CALL} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n\
         x-recall-request: 1\r\ntransfer-encoding: chunked\r\n\r\n"
    );
    let chunks = |chunk: &str, times: usize| {
        format!("{head}{}0\r\n\r\n", format!("{:x}\r\n{chunk}\r\n", chunk.len()).repeat(times))
    };
    assert_eq!(send_raw(world.relay, chunks(DOCUMENTED, 1).as_bytes()).await.status, 200);
    let large = chunks(&" ".repeat(1_000), 9);
    assert_eq!(send_raw(world.relay, large.as_bytes()).await.kind(), ProblemKind::TooLarge);
    let packed = chunks(DOCUMENTED, 1).replace("encoding: chunked", "encoding: gzip, chunked");
    assert_eq!(send_raw(world.relay, packed.as_bytes()).await.kind(), ProblemKind::NotJson);
    let broken = format!("{head}zz\r\n{{}}\r\n0\r\n\r\n");
    assert_eq!(send_raw(world.relay, broken.as_bytes()).await.kind(), ProblemKind::MalformedRequest);
}

#[tokio::test]
async fn only_plain_json_is_taken() {
    let world = World::start().await;
    for json in [
        "application/json",
        "application/json;charset=UTF-8",
        "Application/JSON; Charset=\"utf-8\"",
        "application/json; charset=utf-8",
    ] {
        let answer = Request::call(DOCUMENTED).instead("content-type", json).send(world.relay).await;
        assert_eq!(answer.status, 200, "{json}");
    }
    for other in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "application/problem+json",
        "application/json; charset=utf-16",
        "text/plain, application/json",
        "",
    ] {
        let answer = Request::call(DOCUMENTED).instead("content-type", other).send(world.relay).await;
        assert_eq!(answer.kind(), ProblemKind::NotJson, "{other}");
    }
    let none = Request::call(DOCUMENTED).without("content-type").send(world.relay).await;
    assert_eq!(none.kind(), ProblemKind::NotJson);
    let two = Request::call(DOCUMENTED).with("content-type", "text/plain").send(world.relay).await;
    assert_eq!(two.kind(), ProblemKind::NotJson);
    let packed = Request::call(DOCUMENTED).with("content-encoding", "gzip").send(world.relay).await;
    assert_eq!(packed.kind(), ProblemKind::NotJson);
}
