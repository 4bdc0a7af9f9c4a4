//! A vendor that speaks no HTTP of its own: it hears a request, and then does to the connection what a script says.

use std::{net::SocketAddr, time::Duration};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time::sleep,
};

use crate::world::World;

/// What is done to a connection next.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Writes these bytes.
    Say(Vec<u8>),
    /// Writes these bytes over and over, with a pause after each time, until the other side has had enough.
    Repeat(Vec<u8>, Duration),
    /// Waits.
    Wait(Duration),
    /// Sends nothing any more and hears nothing any more, in good order.
    Close,
    /// Lets the connection break.
    Reset,
}

/// Writes these bytes.
pub(crate) fn say(bytes: impl AsRef<[u8]>) -> Step {
    Step::Say(bytes.as_ref().to_vec())
}

/// A whole answer that the contract knows, with one task of this `keyId`, on whatever page it is asked for.
pub(crate) fn page_with(key_id: i64) -> String {
    let body = format!(r#"{{"code": 0, "data": {{"records": [{{"keyId": {key_id}}}], "total": 1000000}}}}"#);
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

/// The page that a query asks for.
pub(crate) fn current(body: &Value) -> i64 {
    body["current"].as_i64().unwrap()
}

/// What such a vendor has done so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// How many connections it was given.
    pub(crate) connections: usize,
    /// How many requests it heard, and with how many of them it is done.
    heard: usize,
    done: usize,
    /// How many bytes it got rid of.
    pub(crate) written: usize,
}

/// Such a vendor, on a loopback port.
pub(crate) struct RawVendor {
    address: SocketAddr,
    tally: watch::Sender<Tally>,
    _serving: JoinSet<()>,
}

impl RawVendor {
    /// Answers every request with what `script` makes of its body.
    pub(crate) async fn start(script: impl Fn(&Value) -> Vec<Step> + Clone + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let tally = watch::Sender::new(Tally::default());
        let counting = tally.clone();
        let mut serving = JoinSet::new();
        serving.spawn(async move {
            let mut open = JoinSet::new();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                counting.send_modify(|tally| tally.connections += 1);
                open.spawn(serve(stream, script.clone(), counting.clone()));
            }
        });
        Self { address, tally, _serving: serving }
    }

    /// A relay that asks it.
    pub(crate) async fn world(&self) -> World {
        World::with(&["--vendor-url", &format!("http://{}", self.address)]).await
    }

    /// What it has done so far.
    pub(crate) fn tally(&self) -> Tally {
        *self.tally.borrow()
    }

    /// Waits until it has done what its scripts say about every request that it heard.
    pub(crate) async fn has_said_everything(&self) {
        self.tally.subscribe().wait_for(|tally| tally.done == tally.heard).await.unwrap();
    }
}

async fn serve(mut stream: TcpStream, script: impl Fn(&Value) -> Vec<Step>, tally: watch::Sender<Tally>) {
    let mut heard = Vec::new();
    while let Some(body) = hear(&mut stream, &mut heard).await {
        tally.send_modify(|tally| tally.heard += 1);
        let goes_on = follow(&mut stream, script(&body), &tally).await;
        tally.send_modify(|tally| tally.done += 1);
        if goes_on.is_none() {
            return;
        }
    }
}

/// Does what the steps say; `None` if the connection has ended by it.
async fn follow(stream: &mut TcpStream, steps: Vec<Step>, tally: &watch::Sender<Tally>) -> Option<()> {
    let write = async |stream: &mut TcpStream, bytes: &[u8]| {
        stream.write_all(bytes).await.ok()?;
        tally.send_modify(|tally| tally.written += bytes.len());
        Some(())
    };
    for step in steps {
        match step {
            Step::Say(bytes) => write(stream, &bytes).await?,
            Step::Repeat(bytes, pause) => loop {
                write(stream, &bytes).await?;
                // Even the shortest sleep is a millisecond.
                if !pause.is_zero() {
                    sleep(pause).await;
                }
            },
            Step::Wait(pause) => sleep(pause).await,
            Step::Close => return None,
            Step::Reset => {
                stream.set_zero_linger().unwrap();
                return None;
            }
        }
    }
    Some(())
}

/// The body of the next request; `None` once there will be no more.
async fn hear(stream: &mut TcpStream, heard: &mut Vec<u8>) -> Option<Value> {
    loop {
        let end = heard.windows(4).position(|window| window == b"\r\n\r\n");
        if let Some(end) = end {
            let lines = String::from_utf8_lossy(&heard[..end]).to_ascii_lowercase();
            let length = lines.lines().find_map(|line| line.strip_prefix("content-length: "));
            let whole = end + 4 + length.unwrap().parse::<usize>().unwrap();
            if heard.len() >= whole {
                let body = serde_json::from_slice(&heard[end + 4..whole]).unwrap();
                heard.drain(..whole);
                return Some(body);
            }
        }
        if stream.read_buf(heard).await.ok()? == 0 {
            return None;
        }
    }
}
