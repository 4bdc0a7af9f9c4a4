//! Faults: how the vendor, or something on the way to it, fails when told to.

mod body;

use std::{collections::VecDeque, time::Duration};

use serde::{Deserialize, Deserializer};

pub(crate) use body::{Pieces, Step};

/// One way to fail. In JSON, for the control endpoints, the names are in camel case: `"hang"`, `{"status": 503}`,
/// `{"latency": 250}` in milliseconds, `{"redirect": [302, "http://…"]}`, bodies as text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Fault {
    /// The right answer, this much later.
    Latency(#[serde(deserialize_with = "milliseconds")] Duration),
    /// The right answer, a few bytes at a time, with this pause before each.
    Drip(#[serde(deserialize_with = "milliseconds")] Duration),
    /// An HTTP status with a gateway's HTML page.
    Status(u16),
    /// An HTTP status, mostly 429 or 503, with `Retry-After` in seconds.
    RetryAfter(u16, u64),
    /// A redirect, with its status and its location.
    Redirect(u16, String),
    /// Status 200 with this code and the vendor's words for it.
    Code(i64),
    /// Status 200 with this for a body; sent as HTML if it looks like that, else as JSON.
    Garbage(#[serde(deserialize_with = "text")] Vec<u8>),
    /// A whole answer made by hand, for everything that the other faults can't express.
    Answer {
        /// The HTTP status.
        status: u16,
        /// All headers but `Date`, which is always the simulator's clock unless it stands here.
        headers: Vec<(String, String)>,
        /// The body.
        #[serde(deserialize_with = "text")]
        body: Vec<u8>,
    },
    /// The connection breaks half-way through the right answer's body.
    CutBody,
    /// The connection breaks after the right answer's headers.
    CutBeforeBody,
    /// Nothing at all, until the caller goes away.
    Hang,
}

/// What goes wrong next.
#[derive(Default)]
pub(crate) struct Script {
    /// One for each coming request.
    pub(crate) next: VecDeque<Fault>,
    /// For every request after those.
    pub(crate) always: Option<Fault>,
}

impl Script {
    /// The fault for the request that has just come.
    pub(crate) fn take(&mut self) -> Option<Fault> {
        self.next.pop_front().or_else(|| self.always.clone())
    }
}

fn milliseconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    u64::deserialize(deserializer).map(Duration::from_millis)
}

fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    String::deserialize(deserializer).map(String::into_bytes)
}
