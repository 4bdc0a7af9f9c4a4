//! The way to the vendor: the only place that signs, and the only one that calls out.
//!
//! One origin, one path, and a fresh request every time: nothing of a caller's request reaches the vendor but the
//! four values of a checked query. Nothing of the vendor's answer reaches a caller but what [`vendor::decode`] reads.

mod account;
pub(crate) mod answer;
mod answers;
mod breaker;
mod cache;
mod clock_offset;
mod connection;
mod consequence;
mod exchange;
mod fetch;
mod flight;
mod gate;
mod key;
mod packing;
mod retries;
mod retry_budget;
pub(crate) mod verdict;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use contract::PageQuery;

use crate::{
    clock::Clock,
    config::{Account, VendorUrl},
    error::{Error, StartError},
    telemetry::metrics::Metrics,
};
use answers::{Answers, Found};
pub(crate) use cache::Freshness;
use fetch::Fetcher;
pub(crate) use fetch::{Fetched, to_vendor};
use key::{Key, Source};

/// The vendor, as the relay knows it: what it has said lately, and how to ask it.
pub struct Upstream {
    source: Arc<Source>,
    answers: Arc<Answers>,
    fetcher: Arc<Fetcher>,
}

impl Upstream {
    /// Gets ready to ask the vendor at `url`; connects to nobody yet. An answer is given again to others who ask the same
    /// for `fresh_for`. Must be called within a runtime, which watches over the account's secret.
    pub(crate) fn new(
        url: &VendorUrl,
        account: Account,
        clock: Clock,
        metrics: Metrics,
        fresh_for: Duration,
    ) -> Result<Self, StartError> {
        let fetcher = Fetcher::new(url, account, clock, metrics.clone())?;
        Ok(Self {
            source: Arc::new(fetcher.source()),
            answers: Arc::new(Answers::new(fresh_for, metrics)),
            fetcher: Arc::new(fetcher),
        })
    }

    /// The JSON of one page. Callers get here only past all guards, so whoever may not ask gets nothing that is known
    /// already, either.
    pub(crate) async fn query_page(&self, query: PageQuery, freshness: Freshness) -> Result<Bytes, Error> {
        let key = Key { source: Arc::clone(&self.source), query };
        match self.answers.look_up(key, freshness) {
            Found::Kept(answer) => Ok(answer),
            Found::OnItsWay(flight) => flight.landed().await,
            Found::Missing(departure, flight) => {
                // In a task of its own, because the caller may go away while others have come to wait with it.
                let fetcher = Arc::clone(&self.fetcher);
                tokio::spawn(async move {
                    let query = departure.query();
                    let outcome = fetcher.fetch(query).await;
                    let outcome = outcome.and_then(|page| answer::fresh(query, page));
                    departure.land(outcome);
                });
                flight.landed().await
            }
        }
    }
}

/// Locks what no panic can leave half-written.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
