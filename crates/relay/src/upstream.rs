//! The way to the vendor: the only place that signs, and the only one that calls out.
//!
//! One origin, one path, and a fresh request every time: nothing of a caller's request reaches the vendor but the
//! four values of a checked query. Nothing of the vendor's answer reaches a caller but what [`vendor::decode`] reads.

mod account;
mod breaker;
mod clock_offset;
mod connection;
mod consequence;
mod exchange;
mod fetch;
mod gate;
mod packing;
mod retries;
mod retry_budget;
pub(crate) mod verdict;

use std::sync::{Mutex, MutexGuard, PoisonError};

use contract::PageQuery;

use crate::{
    clock::Clock,
    config::{Account, VendorUrl},
    error::{Error, StartError},
    telemetry::metrics::Metrics,
};
use fetch::Fetcher;
pub(crate) use fetch::{Fetched, to_vendor};

/// The vendor, as the relay knows it.
pub struct Upstream {
    fetcher: Fetcher,
}

impl Upstream {
    /// Gets ready to ask the vendor at `url`; connects to nobody yet. Must be called within a runtime, which watches over
    /// the account's secret.
    pub(crate) fn new(
        url: &VendorUrl,
        account: Account,
        clock: Clock,
        metrics: Metrics,
    ) -> Result<Self, StartError> {
        Ok(Self { fetcher: Fetcher::new(url, account, clock, metrics)? })
    }

    /// Asks for one page.
    pub(crate) async fn query_page(&self, query: &PageQuery) -> Result<Fetched, Error> {
        self.fetcher.fetch(query).await
    }
}

/// Locks what no panic can leave half-written.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
