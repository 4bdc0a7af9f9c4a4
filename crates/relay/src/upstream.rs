//! The way to the vendor: the only place that signs, and the only one that calls out.
//!
//! One origin, one path, and a fresh request every time: nothing of a caller's request reaches the vendor but the
//! four values of a checked query. Nothing of the vendor's answer reaches a caller but what [`vendor::decode`] reads.

mod clock_offset;
mod connection;
mod exchange;
mod packing;
mod verdict;

use http::Uri;
use tokio::time::timeout;
use vendor::{Asked, Code, Credentials, PageRequest, QUERY_PAGE_PATH, VendorPage};

use crate::{
    clock::Clock,
    config::VendorUrl,
    error::{Error, StartError},
    limits,
};
use clock_offset::ClockOffset;
use connection::Connection;
use exchange::Reply;

/// The vendor, as the relay knows it.
pub struct Upstream {
    connection: Connection,
    target: Uri,
    credentials: Credentials,
    clock: Clock,
    offset: ClockOffset,
}

/// A page, fresh from the vendor.
pub(crate) struct Fetched {
    /// The page.
    pub(crate) page: VendorPage,
    /// When it came, in unix seconds.
    pub(crate) at: i64,
}

impl Upstream {
    /// Gets ready to ask the vendor at `url`; connects to nobody yet.
    pub fn new(url: &VendorUrl, credentials: Credentials, clock: Clock) -> Result<Self, StartError> {
        let target = url.join(QUERY_PAGE_PATH).map_err(StartError::new)?;
        let connection = Connection::new(&target)?;
        Ok(Self { connection, target, credentials, clock, offset: ClockOffset::default() })
    }

    /// Asks for one page, within the time that a whole query may take.
    pub(crate) async fn query_page(&self, request: PageRequest<'_>) -> Result<Fetched, Error> {
        let query = self.query_on_time(request);
        timeout(limits::VENDOR_QUERY, query).await.unwrap_or(Err(Error::Timeout("finish the answer")))
    }

    /// Asks once, and once more if the vendor says that the timestamp is wrong and the first attempt may have shown
    /// by how much. What it has shown is kept only if it proves right: one wrong date must not spoil what comes after.
    async fn query_on_time(&self, request: PageRequest<'_>) -> Result<Fetched, Error> {
        match self.attempt(request, self.offset.get()).await {
            Err(Attempt { error: Error::Refused { code: Code::TimestampExpired, .. }, vendor_time }) => {
                let offset = clock_offset::shown_by(vendor_time, self.clock.now());
                let fetched = self.attempt(request, offset).await.map_err(|attempt| attempt.error)?;
                self.offset.keep(offset);
                Ok(fetched)
            }
            outcome => outcome.map_err(|attempt| attempt.error),
        }
    }

    /// One request and its answer. Signed with the time of this very attempt, `offset` seconds from the own clock.
    async fn attempt(&self, request: PageRequest<'_>, offset: i64) -> Result<Fetched, Attempt> {
        let timestamp = self.clock.now().saturating_add(offset);
        let asked = Asked { current: request.current, size: request.size };
        let body = request.to_body();
        let sent = exchange::send(&self.connection, &self.target, &self.credentials, timestamp, body).await;
        let Reply { status, retry_after, vendor_time, body } = sent.map_err(Attempt::from)?;
        let at = self.clock.now();
        let verdict = match verdict::of_status(status, retry_after.as_deref(), at) {
            Some(error) => Err(error),
            None => verdict::of_body(&body, &asked, &self.credentials, timestamp),
        };
        match verdict {
            Ok(page) => Ok(Fetched { page, at }),
            Err(error) => Err(Attempt { error, vendor_time }),
        }
    }
}

/// A failed attempt.
struct Attempt {
    error: Error,
    /// The vendor's clock, if the answer told it.
    vendor_time: Option<i64>,
}

impl From<Error> for Attempt {
    fn from(error: Error) -> Self {
        Self { error, vendor_time: None }
    }
}
