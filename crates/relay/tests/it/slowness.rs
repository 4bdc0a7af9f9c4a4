//! Callers that take their time. The clock is paused, so what takes minutes here takes no time.

use std::time::Duration;

use contract::ProblemKind;
use relay::limits;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, sleep},
};

use crate::{
    client::{CALL, DOCUMENTED, Request, send_raw},
    world::World,
};

fn head(length: usize) -> String {
    format!(
        "POST {CALL} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nx-recall-request: 1\r\n\
         content-length: {length}\r\n\r\n"
    )
}

/// How long it takes until the relay closes the connection, with what it said until then.
async fn until_closed(mut stream: TcpStream) -> (Duration, Vec<u8>) {
    #[expect(clippy::disallowed_methods, reason = "the paused clock of the test")]
    let start = Instant::now();
    let mut said = Vec::new();
    stream.read_to_end(&mut said).await.unwrap();
    (start.elapsed(), said)
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_arrive_is_given_up_on_within_five_seconds() {
    let world = World::start().await;
    for part in ["", "{\"current\": 1,"] {
        let mut stream = TcpStream::connect(world.relay).await.unwrap();
        stream.write_all(head(100).as_bytes()).await.unwrap();
        stream.write_all(part.as_bytes()).await.unwrap();
        let (took, said) = until_closed(stream).await;
        assert!(took <= Duration::from_secs(5), "{took:?}");
        let said = String::from_utf8_lossy(&said);
        assert!(said.starts_with("HTTP/1.1 408") && said.contains("\"slow-request\""), "{said}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_drips_is_given_up_on_as_well() {
    let world = World::start().await;
    let (mut reader, mut writer) = TcpStream::connect(world.relay).await.unwrap().into_split();
    writer.write_all(head(1_000).as_bytes()).await.unwrap();
    let dripping = tokio::spawn(async move {
        while writer.write_all(b" ").await.is_ok() {
            sleep(Duration::from_millis(900)).await;
        }
    });
    let mut start = [0; 12];
    reader.read_exact(&mut start).await.unwrap();
    assert_eq!(&start, b"HTTP/1.1 408");
    dripping.abort();
}

#[tokio::test(start_paused = true)]
async fn a_head_that_does_not_arrive_and_an_idle_connection_are_closed() {
    let world = World::start().await;
    for part in ["", "GET /api/session HTTP/1.1\r\nhost: local"] {
        let mut stream = TcpStream::connect(world.relay).await.unwrap();
        stream.write_all(part.as_bytes()).await.unwrap();
        let (took, _) = until_closed(stream).await;
        assert!(took <= Duration::from_secs(10), "{part:?} was kept for {took:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_nobody_takes_is_thrown_away_with_its_connection() {
    let large: &str = "x".repeat(16 * 1024 * 1024).leak();
    let world = World::serving(&[], &[("large.js", large)]).await;
    let mut stream = TcpStream::connect(world.relay).await.unwrap();
    stream.write_all(b"GET /large.js HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let mut taken = vec![0];
    stream.read_exact(&mut taken).await.unwrap();
    // Longer than once, because a late word of the caller's system lets a few bytes more go, and the time runs anew.
    sleep(4 * limits::WRITE_STALL).await;
    // Had the system kept the rest, it would come now.
    let end = stream.read_to_end(&mut taken).await;
    assert_eq!(end.unwrap_err().kind(), std::io::ErrorKind::ConnectionReset);
    assert!(taken.len() < large.len(), "all of it was taken");
}

#[tokio::test]
async fn a_refusal_does_not_wait_for_a_body_that_is_refused_anyway() {
    let world = World::start().await;
    let expecting = format!(
        "POST {CALL} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n\
         x-recall-request: 1\r\nexpect: 100-continue\r\ncontent-length: 1000000\r\n\r\n"
    );
    assert_eq!(send_raw(world.relay, expecting.as_bytes()).await.kind(), ProblemKind::TooLarge);
    let foreign = Request::call(DOCUMENTED).with("origin", "null").with("expect", "100-continue");
    assert_eq!(foreign.send(world.relay).await.kind(), ProblemKind::Forbidden);
}
