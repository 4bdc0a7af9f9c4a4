//! A vendor, or something on the way to it, that breaks the rules of HTTP: every query gets a typed problem in time,
//! and no caller gets another one's rows.

use std::time::Duration;

use contract::ProblemKind::{Busy, VendorBadAnswer, VendorFault, VendorTimeout, VendorUnreachable};
use tokio::time::Instant;

use crate::{
    client::{Answer, DOCUMENTED, Request},
    raw_vendor::{RawVendor, Step, current, page_with, say},
};

const GOOD: &str = r#"{"code": 0, "data": {"records": [], "total": 0}}"#;

/// The longest that a query may take, and half a second for the machine.
const LONGEST: Duration = Duration::from_millis(12_500);

/// An answer with these header lines.
fn answer(lines: &str, body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\n{lines}\r\n\r\n{body}")
}

/// An answer in chunks, which stand there as they are.
fn chunked(chunks: &str) -> String {
    answer("transfer-encoding: chunked", chunks)
}

/// What a caller hears when every attempt meets this script.
async fn asked(steps: Vec<Step>) -> Answer {
    let vendor = RawVendor::start(move |_| steps.clone()).await;
    let world = vendor.world().await;
    Request::call(DOCUMENTED).send(world.relay).await
}

/// The same, by a paused clock, which tells how long it took.
async fn heard(steps: Vec<Step>) -> Answer {
    #[expect(clippy::disallowed_methods, reason = "the paused clock of the test")]
    let start = Instant::now();
    let answer = asked(steps).await;
    assert!(start.elapsed() <= LONGEST, "it took {:?}", start.elapsed());
    answer
}

/// By the machine's clock: a reset can be on its way when nothing else is left to do, and a paused one would leap to the
/// end of the relay's patience.
#[tokio::test]
async fn a_connection_that_breaks_is_told_by_how_far_the_answer_had_come() {
    let half = answer("content-length: 100", "{\"code\": 0");
    for (said, kind) in [
        ("", VendorUnreachable),
        ("\r\n\r\n", VendorUnreachable),
        ("HTTP/1.1 2", VendorUnreachable),
        ("HTTP/1.1 200 OK\r\ncontent-le", VendorUnreachable),
        (half.as_str(), VendorBadAnswer),
        (&chunked("5\r\n{\"cod\r\n"), VendorBadAnswer),
    ] {
        for end in [Step::Reset, Step::Close] {
            let answer = asked(vec![say(said), end.clone()]).await;
            // A reset can overtake what was said before it, and then nothing was.
            let may_be = if matches!(end, Step::Reset) { [kind, VendorUnreachable] } else { [kind; 2] };
            assert!(may_be.contains(&answer.kind()), "{said:?} {end:?}: {:?}", answer.kind());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_not_written_as_http_asks_is_a_bad_answer() {
    let length = GOOD.len();
    let long = "x".repeat(1024 * 1024);
    for said in [
        // Lengths.
        answer(&format!("content-length: {}", length - 1), GOOD),
        answer(&format!("content-length: {}", length + 1), GOOD),
        answer("content-length: 0", GOOD),
        answer("content-length: -1", GOOD),
        answer("content-length: 18446744073709551616", GOOD),
        answer("content-length: forty", GOOD),
        answer(&format!("content-length: {length}\r\ncontent-length: {}", length + 1), GOOD),
        answer(&format!("content-length: {length}, {}", length + 1), GOOD),
        // Chunks.
        chunked("zz\r\n{}\r\n0\r\n\r\n"),
        chunked("-1\r\n{}\r\n0\r\n\r\n"),
        chunked("fffffffffffffffff\r\n{}\r\n0\r\n\r\n"),
        chunked("2\r\n{}}}0\r\n\r\n"),
        chunked(&format!("{length:x}\r\n{GOOD}\r\n")),
        chunked(&format!("{length:x};{long}\r\n{GOOD}\r\n0\r\n\r\n")),
        // First lines.
        GOOD.to_owned(),
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\r\n\r\n".to_owned(),
        "200 OK\r\n\r\n".to_owned(),
        "HTTP/1.1 abc\r\n\r\n".to_owned(),
        "HTTP/1.1 99 Low\r\n\r\n".to_owned(),
        "HTTP/1.1 1000 High\r\n\r\n".to_owned(),
        format!("HTTP/2.0 200 OK\r\ncontent-length: {length}\r\n\r\n{GOOD}"),
        format!("HTTP/9.9 200 OK\r\ncontent-length: {length}\r\n\r\n{GOOD}"),
        format!("ICY 200 OK\r\ncontent-length: {length}\r\n\r\n{GOOD}"),
        "GET / HTTP/1.1\r\nhost: relay\r\n\r\n".to_owned(),
        // Statuses that change what the connection is.
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n".to_owned(),
        "HTTP/1.1 204 No Content\r\n\r\n".to_owned(),
        // Headers.
        answer("no colon", GOOD),
        answer(&format!("na me: x\r\ncontent-length: {length}"), GOOD),
        answer(&format!("x: a\0b\r\ncontent-length: {length}"), GOOD),
        answer(&format!("x: {long}\r\ncontent-length: {length}"), GOOD),
        answer(&format!("{}content-length: {length}", "x: 1\r\n".repeat(1_000)), GOOD),
    ] {
        let answer = heard(vec![say(&said), Step::Close]).await;
        let shown: String = said.chars().take(100).collect();
        assert_eq!(answer.kind(), VendorBadAnswer, "{shown:?}");
        let told = String::from_utf8_lossy(&answer.raw);
        assert!(!told.contains("hyper") && !told.contains("chunk") && !told.contains("127.0.0.1"), "{told}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_ends_with_its_connection_is_whole() {
    for lines in ["connection: close", "x: 1"] {
        assert_eq!(heard(vec![say(answer(lines, GOOD)), Step::Close]).await.status, 200);
    }
    assert_eq!(heard(vec![say(answer("x: 1", &GOOD[..20])), Step::Close]).await.kind(), VendorBadAnswer);
}

#[tokio::test(start_paused = true)]
async fn a_vendor_that_takes_its_time_over_an_answer_is_given_up_on() {
    let pause = Duration::from_millis(100);
    let promised = answer("content-length: 1000", GOOD);
    let endless = chunked("");
    for (steps, kind) in [
        (vec![say(&promised), Step::Wait(LONGEST * 2)], VendorTimeout),
        (vec![say("HTTP/1.1 200 OK\r\n"), Step::Wait(LONGEST * 2)], VendorTimeout),
        (vec![Step::Repeat(b"H".to_vec(), pause)], VendorTimeout),
        (vec![say("HTTP/1.1 200 OK\r\n"), Step::Repeat(b"x: 1\r\n".to_vec(), pause)], VendorTimeout),
        (vec![Step::Repeat(b"HTTP/1.1 100 Continue\r\n\r\n".to_vec(), pause)], VendorTimeout),
        (vec![say(&promised), Step::Repeat(b" ".to_vec(), pause)], VendorTimeout),
        (vec![say(&endless), Step::Repeat(b"1\r\n \r\n".to_vec(), pause)], VendorTimeout),
    ] {
        let shown = format!("{steps:?}");
        assert_eq!(heard(steps).await.kind(), kind, "{shown}");
    }
}

#[tokio::test]
async fn an_answer_without_an_end_is_not_read_on_and_on() {
    const NO_PAUSE: Duration = Duration::ZERO;
    let line = |text: &str| text.repeat(1_024).into_bytes();
    for (start, again) in [
        ("", line("HTTP/1.1 200 OK")),
        ("HTTP/1.1 200 OK\r\n", line("x: 1\r\n")),
        ("HTTP/1.1 200 OK\r\nx: ", line("x")),
        ("HTTP/1.1 200 OK\r\n\r\n", line(" ")),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
            format!("40\r\n{}\r\n", " ".repeat(64)).repeat(256).into_bytes(),
        ),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;", line("x")),
    ] {
        let vendor = RawVendor::start(move |_| vec![say(start), Step::Repeat(again.clone(), NO_PAUSE)]).await;
        let world = vendor.world().await;
        assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.kind(), VendorBadAnswer, "{start:?}");
        // Each attempt takes 2 MiB at most, and as much was written in vain as the buffers of two sockets hold.
        let tally = vendor.tally();
        let each = tally.written / tally.connections;
        assert!(each < 16 * 1024 * 1024, "{each} bytes of {start:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn interim_answers_are_passed_over() {
    let interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".repeat(200);
    let whole = answer(&format!("content-length: {}", GOOD.len()), GOOD);
    assert_eq!(heard(vec![say(interim + &whole)]).await.status, 200);
}

/// Asks for many pages, one after the other, and sees that each answer is a problem or the page that was asked for. The
/// next one is asked for as soon as everything has been said, or later.
async fn no_page_is_taken_for_another(script: impl Fn(i64) -> Vec<Step> + Clone + Send + 'static) {
    let vendor = RawVendor::start(move |body| script(current(body))).await;
    let world = vendor.world().await;
    for page in 1..=200 {
        let query = DOCUMENTED.replace(r#""current": 1"#, &format!(r#""current": {page}"#));
        let answer = Request::call(query).send(world.relay).await;
        if answer.status == 200 {
            assert_eq!(answer.json()["data"]["records"][0]["keyId"], page, "{:?}", answer.json());
        } else {
            let kinds = [VendorBadAnswer, VendorUnreachable, VendorFault, Busy];
            assert!(kinds.contains(&answer.kind()), "{:?}", answer.kind());
        }
        vendor.has_said_everything().await;
    }
}

/// What a poisoned connection holds ready for the next caller.
fn smuggled() -> String {
    page_with(666)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_follows_an_answer_is_nobody_s() {
    no_page_is_taken_for_another(|page| vec![say(page_with(page) + &smuggled())]).await;
    no_page_is_taken_for_another(|page| vec![say(page_with(page)), say(smuggled())]).await;
    no_page_is_taken_for_another(|page| vec![say(page_with(page) + "\r\n\r\n"), say(smuggled())]).await;
    no_page_is_taken_for_another(|page| vec![say(page_with(page) + &smuggled()), Step::Close]).await;
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_has_two_ends_is_nobody_else_s() {
    // One reader ends them at the length, another at the last chunk or at once, and what is left is an answer.
    let body = |page: i64| {
        format!(r#"{{"code": 0, "data": {{"records": [{{"keyId": {page}}}], "total": 1000000}}}}"#)
    };
    no_page_is_taken_for_another(move |page| {
        let chunks = format!("{:x}\r\n{}\r\n0\r\n\r\n", body(page).len(), body(page));
        let length = chunks.len() + smuggled().len();
        let lines = format!("content-length: {length}\r\ntransfer-encoding: chunked");
        vec![say(answer(&lines, &(chunks + &smuggled())))]
    })
    .await;
    no_page_is_taken_for_another(move |page| {
        let lines = format!("transfer-encoding: chunked\r\ncontent-length: {}", body(page).len());
        vec![say(answer(&lines, &(body(page) + &smuggled())))]
    })
    .await;
    for status in ["204 No Content", "304 Not Modified", "500 Fault", "302 Found"] {
        no_page_is_taken_for_another(move |page| {
            let length = smuggled().len();
            let bodiless = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n\r\n{}", smuggled());
            vec![say(if page % 2 == 0 { page_with(page) } else { bodiless })]
        })
        .await;
    }
}
