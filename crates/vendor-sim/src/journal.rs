//! What was received, for tests to look at.

use std::collections::VecDeque;

use http::request::Parts;
use serde::{Serialize, Serializer};

/// So many requests are kept; a demo that runs for days must not fill the memory with them.
const KEPT: usize = 10_000;

/// One request as it came, and how it was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Received {
    /// The method.
    pub method: String,
    /// The path, with the query if there was one.
    pub path: String,
    /// The headers in the order of the wire, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    #[serde(serialize_with = "as_text")]
    pub body: Vec<u8>,
    /// The code in the answer, or `None` if a fault or the HTTP status stood in for one.
    pub outcome_code: Option<i64>,
    /// When it came, in unix seconds of the simulator's clock.
    pub at: i64,
}

impl Received {
    /// Notes a request down.
    pub(crate) fn new(head: &Parts, body: &[u8], outcome_code: Option<i64>, at: i64) -> Self {
        let path = head.uri.path_and_query().map_or_else(|| head.uri.path(), |target| target.as_str());
        let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        Self {
            method: head.method.to_string(),
            path: path.to_owned(),
            headers: head.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
            body: body.to_vec(),
            outcome_code,
            at,
        }
    }

    /// The first header of this name, given in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}

/// The last requests.
#[derive(Default)]
pub(crate) struct Journal {
    kept: VecDeque<Received>,
    count: u64,
}

impl Journal {
    pub(crate) fn note(&mut self, received: Received) {
        if self.kept.len() == KEPT {
            self.kept.pop_front();
        }
        self.kept.push_back(received);
        self.count += 1;
    }

    /// The kept requests, oldest first.
    pub(crate) fn kept(&self) -> Vec<Received> {
        self.kept.iter().cloned().collect()
    }

    /// How many requests came in all.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }
}

fn as_text<S: Serializer>(body: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&String::from_utf8_lossy(body))
}
