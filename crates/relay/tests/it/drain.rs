//! A relay that is told to stop while many ask.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use relay::clock::Clock;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
};
use vendor_sim::{Fault, Sim};

use crate::{
    client::{CALL, DOCUMENTED},
    process::{Running, relay},
    world::{KEY, SECRET, credentials},
};

/// Connections on which one question is under way, and no more than the vendor gets at once.
const WAITING: usize = 30;

/// Connections on which one request follows the other.
const BUSY: usize = 100;

/// A connection that is kept, as browsers and proxies keep theirs.
struct Kept(TcpStream);

impl Kept {
    async fn open(address: SocketAddr) -> Self {
        Self(TcpStream::connect(address).await.unwrap())
    }

    /// Sends a request and reads its whole answer: the status, and whether another request may follow.
    async fn ask(&mut self, method: &str, target: &str, body: &str) -> Result<(u16, bool), String> {
        let head = format!(
            "{method} {target} HTTP/1.1\r\nhost: localhost\r\nx-recall-request: 1\r\ncontent-type: \
             application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        self.0.write_all(head.as_bytes()).await.map_err(|error| format!("not sent: {error}"))?;
        let mut answer = Vec::new();
        loop {
            if self.0.read_buf(&mut answer).await.map_err(|error| format!("not read: {error}"))? == 0 {
                return Err(format!("cut off: {:?}", String::from_utf8_lossy(&answer)));
            }
            if let Some(done) = whole(&answer) {
                return Ok(done);
            }
        }
    }
}

/// The status of an answer that is there to its end, and whether another request may follow.
fn whole(answer: &[u8]) -> Option<(u16, bool)> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
    let length = head.split("content-length: ").nth(1)?.split('\r').next()?.parse::<usize>().ok()?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    (answer.len() >= end + length).then(|| (status, !head.contains("\r\nconnection: close\r\n")))
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_request_fails_when_the_relay_is_told_to_stop_under_load() {
    let sim = Sim::new()
        .credentials(credentials())
        .clock(Clock::system().as_fn())
        .fail_always(Fault::Latency(Duration::from_secs(2)));
    let sim = sim.start().await.unwrap();
    let running = Running::start(
        relay()
            .args(["--bind", "127.0.0.1:0", "--admin-bind", "off", "--vendor-url", &sim.url()])
            .args(["--user-rate", "1000", "--total-rate", "1000"])
            .envs([("RECALL_API_KEY", KEY), ("RECALL_API_SECRET", SECRET), ("RUST_LOG", "off")]),
    );
    let address = running.address;
    let mut requests = JoinSet::new();
    let answered = Arc::new(AtomicUsize::new(0));
    for _ in 0..BUSY {
        let answered = Arc::clone(&answered);
        requests.spawn(async move {
            let mut kept = Kept::open(address).await;
            loop {
                match kept.ask("GET", "/api/session", "").await? {
                    (200, true) => answered.fetch_add(1, Ordering::Relaxed),
                    (200, false) => return Ok(()),
                    other => return Err(format!("the session was answered with {other:?}")),
                };
            }
        });
    }
    while answered.load(Ordering::Relaxed) < 10 * BUSY {
        tokio::task::yield_now().await;
    }
    for page in 1..=WAITING {
        let body = DOCUMENTED.replace(r#""current": 1"#, &format!(r#""current": {page}"#));
        requests.spawn(async move {
            match Kept::open(address).await.ask("POST", CALL, &body).await? {
                (200, _) => Ok(()),
                other => Err(format!("the question was answered with {other:?}")),
            }
        });
    }
    while sim.received() < WAITING as u64 {
        tokio::task::yield_now().await;
    }
    running.signal("TERM");
    while let Some(outcome) = requests.join_next().await {
        assert_eq!(outcome.unwrap(), Ok(()));
    }
    let (status, ..) = running.end();
    assert_eq!(status.code(), Some(0));
}
