//! An HTTP client that sends exactly what it is told, however wrong.

use std::net::SocketAddr;

use contract::{Problem, ProblemKind};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::outputs;

/// The vendor's own example.
pub(crate) const DOCUMENTED: &str = r#"{"current": 1, "size": 10, "params": {"strTime": "2024-05-18 00:00:00", "endTime": "2024-05-19 23:59:59", "taskName": "1111"}}"#;

/// Where the one call is answered when nothing is set.
pub(crate) const CALL: &str = "/api/voice/recallFlow/queryPage";

/// A request in the making.
#[derive(Clone)]
pub(crate) struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    pub(crate) fn new(method: &str, target: &str) -> Self {
        let headers = [("host", "localhost"), ("connection", "close")];
        Self {
            method: method.into(),
            target: target.into(),
            headers: headers.map(|(name, value)| (name.into(), value.into())).into(),
            body: Vec::new(),
        }
    }

    pub(crate) fn get(target: &str) -> Self {
        Self::new("GET", target)
    }

    /// The one call as a caller that is no browser makes it.
    pub(crate) fn call(body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref().to_vec();
        let call =
            Self::new("POST", CALL).with("content-type", "application/json").with("x-recall-request", "1");
        Self { body, ..call }
    }

    /// Goes to another target.
    pub(crate) fn at(self, target: &str) -> Self {
        Self { target: target.into(), ..self }
    }

    /// Adds a header, beside one of the same name that is there already.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Leaves a header out.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(found, _)| found != name);
        self
    }

    /// Puts a header in the place of the one of the same name.
    pub(crate) fn instead(self, name: &str, value: &str) -> Self {
        self.without(name).with(name, value)
    }

    pub(crate) async fn send(self, to: SocketAddr) -> Answer {
        send_raw(to, &self.into_bytes()).await
    }

    /// The request as it is sent.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        let Self { method, target, headers, body } = self;
        let mut lines = vec![format!("{method} {target} HTTP/1.1")];
        lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
        if method == "POST" {
            lines.push(format!("content-length: {}", body.len()));
        }
        let head = lines.join("\r\n") + "\r\n\r\n";
        [head.as_bytes(), &body].concat()
    }
}

/// Sends these bytes and reads until the relay closes the connection.
pub(crate) async fn send_raw(to: SocketAddr, bytes: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(to).await.unwrap();
    // The relay may refuse and close before it has read everything.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    Answer::read(&answer)
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// Everything, as it came.
    pub(crate) raw: Vec<u8>,
}

impl Answer {
    pub(crate) fn read(raw: &[u8]) -> Self {
        outputs::keep_answer(raw);
        outputs::assert_no_secret_in(raw);
        let end = raw.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or_else(|| {
            panic!("no whole head in {:?}", String::from_utf8_lossy(raw));
        });
        let head = std::str::from_utf8(&raw[..end]).unwrap();
        let (status, headers) = head.split_once("\r\n").unwrap();
        let header = |line: &str| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_owned(), value.to_owned())
        };
        Self {
            status: status.split(' ').nth(1).unwrap().parse().unwrap(),
            headers: headers.lines().map(header).collect(),
            body: raw[end + 4..].to_vec(),
            raw: raw.to_vec(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(found, _)| found == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "{name} is there twice");
        value
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The problem document, in which whatever is always so is checked.
    #[track_caller]
    pub(crate) fn problem(&self) -> Problem {
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{}",
            String::from_utf8_lossy(&self.raw)
        );
        assert_eq!(self.header("cache-control"), Some("no-store"));
        let problem: Problem = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem.status, self.status);
        assert_eq!(problem.status, problem.kind.status());
        assert!(problem.type_uri.ends_with(&format!("/problems/{}", problem.kind.name())), "{problem:?}");
        assert_eq!(self.header("x-request-id"), Some(problem.request_id.as_str()));
        assert!(problem.title.ends_with('.'), "{problem:?}");
        // No address of the vendor or of the relay, and no words of a library's.
        let told = String::from_utf8_lossy(&self.body);
        assert!(!["127.0.0.1", "localhost", "os error"].iter().any(|word| told.contains(word)), "{told}");
        problem
    }

    #[track_caller]
    pub(crate) fn kind(&self) -> ProblemKind {
        self.problem().kind
    }
}
