//! A question on its way to the vendor, which all who ask it meanwhile wait for.

use bytes::Bytes;
use tokio::sync::watch;

use crate::error::Error;

/// What comes of asking: the body of an answer, or a failure.
pub(super) type Outcome = Result<Bytes, Error>;

/// Where those who wait hear of the outcome.
#[derive(Clone)]
pub(super) struct Flight(watch::Receiver<Option<Outcome>>);

/// Where the outcome is told.
pub(super) struct Landing(watch::Sender<Option<Outcome>>);

/// A flight and its landing.
pub(super) fn begin() -> (Landing, Flight) {
    let (landing, flight) = watch::channel(None);
    (Landing(landing), Flight(flight))
}

impl Flight {
    /// Waits for the outcome. If nobody can tell it any more, because the asking task panicked say, that is one too.
    pub(super) async fn landed(mut self) -> Outcome {
        let outcome = self.0.wait_for(Option::is_some).await.ok().and_then(|outcome| outcome.clone());
        outcome.unwrap_or_else(|| Err(Error::Internal("a query ended without an outcome".to_owned())))
    }
}

impl Landing {
    /// Tells the outcome to all who wait.
    pub(super) fn tell(self, outcome: Outcome) {
        self.0.send_replace(Some(outcome));
    }
}
