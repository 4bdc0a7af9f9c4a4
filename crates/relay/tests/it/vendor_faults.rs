//! How the vendor may fail, and what the caller hears of it.

use std::{
    io::{ErrorKind, Write as _},
    net,
    time::Duration,
};

use contract::ProblemKind;
use flate2::{Compression, write::GzEncoder};
use relay::clock::Clock;
use tokio::net::TcpListener;
use vendor_sim::{DEFAULT_NOW, Fault, Sim};

use crate::{
    client::{Answer, DOCUMENTED, Request},
    process::{Running, relay},
    world::{KEY, SECRET, World, credentials},
};

const GOOD: &str = r#"{"code": 0, "data": {"records": [], "total": 0}}"#;

fn answer(status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Fault {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Fault::Answer { status, headers: headers.collect(), body: body.into() }
}

fn ok(body: impl Into<Vec<u8>>) -> Fault {
    answer(200, &[("content-type", "application/json")], body)
}

/// What a caller hears of a vendor that always answers so.
async fn heard_of(fault: &Fault) -> Answer {
    let world = World::asking(Sim::new().fail_always(fault.clone())).await;
    Request::call(DOCUMENTED).send(world.relay).await
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn code_and_words_of_the_vendor_reach_the_caller_cleaned_and_scrubbed() {
    let world = World::start().await;
    let sign = vendor::sign(&world.sim.credentials(), DEFAULT_NOW);
    let words = format!(
        "no\\u0000 {DEFAULT_NOW} {} {SECRET} {} \\u202e{}",
        KEY.to_lowercase(),
        sign.expose(),
        "x".repeat(1_000_000)
    );
    world.sim.fail_next(ok(format!(r#"{{"status": "-22", "msg": "{words}"}}"#)));
    let answer = Request::call(DOCUMENTED).send(world.relay).await;
    let problem = answer.problem();
    assert_eq!((problem.kind, problem.vendor_code), (ProblemKind::VendorRefused, Some(-22)));
    let reason = problem.vendor_reason.unwrap();
    assert!(reason.starts_with("no ••• ") && reason.chars().count() <= 200, "{reason}");
    let raw = String::from_utf8_lossy(&answer.raw);
    assert!(
        !raw.to_lowercase().contains(&KEY.to_lowercase())
            && !raw.contains(SECRET)
            && !raw.contains(sign.expose()),
        "{raw}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_vendor_s_words_are_passed_on_unless_they_are_about_this_installation() {
    for (code, passed_on) in [(-1, false), (-2, false), (-16, false), (-18, true), (-22, true), (-99, true)] {
        let fault = ok(format!(r#"{{"code": {code}, "msg": "ask our front office"}}"#));
        let problem = heard_of(&fault).await.problem();
        assert_eq!(problem.vendor_code, Some(code));
        assert_eq!(problem.vendor_reason.is_some(), passed_on, "{code}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_throttled_caller_is_told_when_to_come_back() {
    let date =
        httpdate::fmt_http_date(std::time::UNIX_EPOCH + Duration::from_secs(DEFAULT_NOW.unsigned_abs() + 90));
    for (fault, seconds) in [
        (Fault::RetryAfter(429, 7), 7),
        (Fault::RetryAfter(429, 1_000_000), 3_600),
        (Fault::Status(429), 10),
        (answer(429, &[("retry-after", &date)], ""), 90),
        (answer(429, &[("retry-after", "soon")], ""), 10),
    ] {
        let answer = heard_of(&fault).await;
        assert_eq!(answer.problem().retry_after, Some(seconds), "{fault:?}");
        assert_eq!(answer.header("retry-after"), Some(seconds.to_string().as_str()));
    }
}

#[tokio::test(start_paused = true)]
async fn a_vendor_that_is_out_of_service_may_say_when_to_come_back() {
    for (fault, seconds) in
        [(Fault::RetryAfter(503, 7), Some(7)), (Fault::Status(503), None), (Fault::RetryAfter(500, 7), None)]
    {
        let problem = heard_of(&fault).await.problem();
        assert_eq!((problem.kind, problem.retry_after), (ProblemKind::VendorFault, seconds), "{fault:?}");
    }
}

#[tokio::test]
async fn a_redirection_is_not_followed() {
    let elsewhere = Sim::new().start().await.unwrap();
    let world = World::start().await;
    for status in [301, 302, 303, 307, 308] {
        world
            .sim
            .fail_next(Fault::Redirect(status, format!("{}/voice/recallFlow/queryPage", elsewhere.url())));
        let answer = Request::call(DOCUMENTED).send(world.relay).await;
        assert_eq!(answer.kind(), ProblemKind::VendorBadAnswer, "{status}");
        assert_eq!(answer.header("location"), None);
    }
    assert_eq!(elsewhere.received(), 0);
}

#[tokio::test]
async fn no_proxy_of_the_environment_is_asked() {
    let proxy = net::TcpListener::bind("127.0.0.1:0").unwrap();
    proxy.set_nonblocking(true).unwrap();
    let there = format!("http://{}", proxy.local_addr().unwrap());
    let names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];
    let sim = Sim::new().credentials(credentials()).clock(Clock::system().as_fn()).start().await.unwrap();
    // At the second nobody listens: whoever went through the proxy would not notice.
    for (vendor, status) in [(sim.url(), 200), ("https://127.0.0.1:1".to_owned(), 502)] {
        let running = Running::start(
            relay()
                .args(["--bind", "127.0.0.1:0", "--admin-bind", "off", "--vendor-url", &vendor])
                .envs([("RECALL_API_KEY", KEY), ("RECALL_API_SECRET", SECRET)])
                .envs(names.map(|name| (name, &there))),
        );
        assert_eq!(Request::call(DOCUMENTED).send(running.address).await.status, status, "{vendor}");
    }
    assert_eq!(proxy.accept().unwrap_err().kind(), ErrorKind::WouldBlock, "the proxy was asked");
}

#[tokio::test(start_paused = true)]
async fn gzip_is_unpacked_and_nothing_else_is() {
    let packed = |coding: &str, body: Vec<u8>| answer(200, &[("content-encoding", coding)], body);
    for (fault, good) in [
        (packed("gzip", gzip(GOOD.as_bytes())), true),
        (packed("GZIP", gzip(GOOD.as_bytes())), true),
        (packed("identity", GOOD.into()), true),
        (packed("br", GOOD.into()), false),
        (packed("gzip, gzip", gzip(&gzip(GOOD.as_bytes()))), false),
        (packed("gzip", gzip(&gzip(GOOD.as_bytes()))), false),
        (packed("gzip", gzip(GOOD.as_bytes())[..30].to_vec()), false),
        (packed("gzip", GOOD.into()), false),
        (ok(gzip(GOOD.as_bytes())), false),
    ] {
        let answer = heard_of(&fault).await;
        if good {
            assert_eq!(answer.status, 200, "{fault:?}");
        } else {
            assert_eq!(answer.kind(), ProblemKind::VendorBadAnswer, "{fault:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_above_2_mib_is_not_read_on() {
    let padded = |length: usize| GOOD.to_owned() + &" ".repeat(length - GOOD.len());
    let limit = 2 * 1024 * 1024;
    for (fault, good) in [
        (ok(padded(limit)), true),
        (ok(padded(limit + 1)), false),
        (answer(200, &[("content-encoding", "gzip")], gzip(padded(limit).as_bytes())), true),
        (answer(200, &[("content-encoding", "gzip")], gzip(padded(limit + 1).as_bytes())), false),
        (answer(200, &[("content-encoding", "gzip")], gzip(&vec![b' '; 64 * limit])), false),
    ] {
        let answer = heard_of(&fault).await;
        if good {
            assert_eq!(answer.status, 200);
        } else {
            assert_eq!(answer.kind(), ProblemKind::VendorBadAnswer);
        }
    }
}

#[tokio::test]
async fn no_header_of_the_vendor_reaches_the_caller() {
    let world = World::start().await;
    let headers = [
        ("set-cookie", "session=1"),
        ("access-control-allow-origin", "*"),
        ("content-security-policy", "default-src *"),
        ("x-vendor", "1"),
        ("server", "vendor"),
    ];
    world.sim.fail_next(answer(200, &headers, GOOD));
    let answer = Request::call(DOCUMENTED).send(world.relay).await;
    assert_eq!(answer.status, 200);
    for (name, value) in headers {
        assert_ne!(answer.header(name), Some(value), "{name}");
    }
}

#[tokio::test]
async fn a_vendor_that_is_not_there_is_unreachable() {
    // Nobody listens on port 1; a port that was free a moment ago may be another test's by now.
    let world = World::with(&["--vendor-url", "http://127.0.0.1:1"]).await;
    let answer = Request::call(DOCUMENTED).send(world.relay).await;
    assert_eq!(answer.kind(), ProblemKind::VendorUnreachable);
    assert!(!String::from_utf8_lossy(&answer.body).contains("127.0.0.1"), "an address got out");
}

#[tokio::test]
async fn a_vendor_that_says_nothing_is_unreachable_and_one_that_speaks_no_http_gives_a_bad_answer() {
    for (said, kind) in [
        ("", ProblemKind::VendorUnreachable),
        ("SSH-2.0-OpenSSH\r\n", ProblemKind::VendorBadAnswer),
        ("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{}", ProblemKind::VendorBadAnswer),
    ] {
        let vendor = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = vendor.local_addr().unwrap();
        let world = World::with(&["--vendor-url", &format!("http://{address}")]).await;
        let speaking = tokio::spawn(async move {
            loop {
                let (mut stream, _) = vendor.accept().await.unwrap();
                let mut heard = [0; 1_024];
                tokio::io::AsyncReadExt::read(&mut stream, &mut heard).await.unwrap();
                tokio::io::AsyncWriteExt::write_all(&mut stream, said.as_bytes()).await.unwrap();
            }
        });
        let answer = Request::call(DOCUMENTED).send(world.relay).await;
        assert_eq!(answer.kind(), kind, "{said}");
        speaking.abort();
    }
}
