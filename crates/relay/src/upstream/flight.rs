//! A question on its way to the vendor, which all who ask it meanwhile wait for.

use bytes::Bytes;
use tokio::sync::watch;

use crate::error::Error;

/// What comes of asking: the body of an answer, or a failure.
pub(super) type Outcome = Result<Bytes, Error>;

/// Where the outcome is told. Clones tell of the same flight.
#[derive(Clone)]
pub(super) struct Landing(watch::Sender<Option<Outcome>>);

/// Where one who waits hears of it.
pub(super) struct Flight(watch::Receiver<Option<Outcome>>);

impl Landing {
    /// That of a new flight.
    pub(super) fn new() -> Self {
        Self(watch::Sender::new(None))
    }

    /// One more who waits.
    pub(super) fn flight(&self) -> Flight {
        Flight(self.0.subscribe())
    }

    /// Whether anybody waits.
    pub(super) fn is_awaited(&self) -> bool {
        self.0.receiver_count() > 0
    }

    /// Whether both are of one flight.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.0.same_channel(&other.0)
    }

    /// Tells the outcome to all who wait.
    pub(super) fn tell(self, outcome: Outcome) {
        self.0.send_replace(Some(outcome));
    }
}

impl Flight {
    /// Waits for the outcome. If nobody can tell it any more, because the asking task panicked say, that is one too.
    pub(super) async fn landed(mut self) -> Outcome {
        let outcome = self.0.wait_for(Option::is_some).await.ok().and_then(|outcome| outcome.clone());
        outcome.unwrap_or_else(|| Err(Error::Internal("a query ended without an outcome".to_owned())))
    }
}
