//! One query, from its first attempt to its outcome, within one deadline.
//!
//! What the query may cost is decided elsewhere, a policy a file; here they are put in order.

use std::{sync::Mutex, time::Duration};

use contract::PageQuery;
use http::Uri;
use tokio::time::{Instant, sleep};
use vendor::{Asked, Credentials, PageRequest, QUERY_PAGE_PATH, VendorPage};

use super::{
    account::Account,
    breaker::{Breaker, Change, Mark},
    clock_offset::{self, ClockOffset},
    connection::Connection,
    consequence::{self, Again},
    exchange::{self, Reply},
    gate::Gate,
    key::Source,
    lock,
    retries::Retries,
    retry_budget::RetryBudget,
    verdict,
};
use crate::{
    clock::{Clock, Stopwatch, moment},
    config::{self, VendorUrl},
    error::{Error, StartError},
    limits, random,
    telemetry::metrics::Metrics,
};

/// Asks the vendor.
pub(super) struct Fetcher {
    connection: Connection,
    target: Uri,
    account: Account,
    clock: Clock,
    metrics: Metrics,
    offset: ClockOffset,
    gate: Gate,
    breaker: Mutex<Breaker>,
    budget: Mutex<RetryBudget>,
}

/// A page, fresh from the vendor.
pub(crate) struct Fetched {
    /// The page.
    pub(crate) page: VendorPage,
    /// When it came, in unix seconds.
    pub(crate) at: i64,
}

/// What one attempt is made of.
#[derive(Clone, Copy)]
struct Attempt<'a> {
    query: &'a PageQuery,
    credentials: &'a Credentials,
    /// Seconds from the own clock to the one that the vendor goes by.
    offset: i64,
    /// When the whole query must be over.
    deadline: Instant,
}

/// A failed attempt.
struct Failed {
    error: Error,
    /// The vendor's clock, if the answer told it.
    vendor_time: Option<i64>,
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self { error, vendor_time: None }
    }
}

impl Fetcher {
    /// Gets ready to ask the vendor at `url`; connects to nobody yet.
    pub(super) fn new(
        url: &VendorUrl,
        account: config::Account,
        clock: Clock,
        metrics: Metrics,
    ) -> Result<Self, StartError> {
        let target = url.join(QUERY_PAGE_PATH).map_err(StartError::new)?;
        Ok(Self {
            connection: Connection::new(&target)?,
            target,
            account: Account::watched(account),
            clock,
            metrics,
            offset: ClockOffset::default(),
            gate: Gate::new(),
            breaker: Mutex::new(Breaker::closed()),
            budget: Mutex::new(RetryBudget::full()),
        })
    }

    /// Whose rows it fetches.
    pub(super) fn source(&self) -> Source {
        Source { origin: self.target.clone(), account: self.account.current().key().clone() }
    }

    /// Asks for one page, more than once if that may help, and for no longer than [`limits::VENDOR_QUERY`].
    pub(super) async fn fetch(&self, query: &PageQuery) -> Result<Fetched, Error> {
        let deadline = moment() + limits::VENDOR_QUERY;
        let mut retries = Retries::until(deadline);
        let mut offset = self.offset.get();
        let mut before = None;
        lock(&self.budget).earn();
        loop {
            let credentials = self.account.current();
            let request = Attempt { query, credentials: &credentials, offset, deadline };
            let Failed { error, vendor_time } = match self.attempt(request, before.is_some()).await {
                Ok(fetched) => {
                    // What the vendor has shown of its clock is kept only now that it has proved right: one wrong
                    // date must not spoil what comes after.
                    if retries.corrected() {
                        self.offset.keep(offset);
                    }
                    return Ok(fetched);
                }
                Err(failed) => failed,
            };
            // If a retry was not let pass, the attempt before it knows better what is wrong.
            if matches!(error, Error::Busy(..))
                && let Some(before) = before
            {
                return Err(before);
            }
            let again = consequence::of(&error).again;
            let Some(pause) = retries.next(again, moment(), random::number(), &mut lock(&self.budget)) else {
                return Err(error);
            };
            match again {
                Again::Corrected => offset = clock_offset::shown_by(vendor_time, self.clock.now()),
                Again::Renewed if !self.account.is_newer_than(&credentials).await => return Err(error),
                Again::Renewed | Again::After(_) | Again::No => {}
            }
            before = Some(error);
            sleep(pause).await;
        }
    }

    /// One attempt, if the breaker lets it pass and there is a place for it. The breaker is asked twice: before the
    /// queue, so that nobody waits in vain, and after it, when it counts.
    async fn attempt(&self, attempt: Attempt<'_>, is_retry: bool) -> Result<Fetched, Failed> {
        let wait = lock(&self.breaker).wait(moment());
        wait.map_or(Ok(()), |wait| Err(resting(wait)))?;
        let waiting = self.metrics.waiting();
        let _place = self.gate.enter(attempt.deadline).await?;
        drop(waiting);
        let pass = lock(&self.breaker).admit(moment()).map_err(resting)?;
        let _under_way = self.metrics.under_way();
        if is_retry {
            self.metrics.retry();
        }
        let stopwatch = Stopwatch::start();
        let outcome = self.exchange(attempt).await;
        let failure = outcome.as_ref().err().map(|failed| failed.error.kind());
        self.metrics.attempt(failure, stopwatch.elapsed_seconds());
        let mark =
            outcome.as_ref().map_or_else(|failed| consequence::of(&failed.error).mark, |_| Mark::Success);
        let change = lock(&self.breaker).report(&pass, mark, moment());
        match change {
            Some(Change::Opened(pause)) => {
                self.metrics.breaker(true);
                tracing::warn!(
                    seconds = pause.as_secs(),
                    "the vendor fails too often, and is not asked for a while"
                );
            }
            Some(Change::Closed) => {
                self.metrics.breaker(false);
                tracing::info!("the vendor is asked again");
            }
            None => {}
        }
        outcome
    }

    /// One request and its answer, signed with the time of this very request.
    async fn exchange(&self, attempt: Attempt<'_>) -> Result<Fetched, Failed> {
        let Attempt { query, credentials, offset, deadline } = attempt;
        let timestamp = self.clock.now().saturating_add(offset);
        let body = to_vendor(query).to_body();
        let sending = exchange::send(&self.connection, &self.target, credentials, timestamp, body, deadline);
        let Reply { status, retry_after, vendor_time, body } = sending.await?;
        let at = self.clock.now();
        let verdict = match verdict::of_status(status, retry_after.as_deref(), at) {
            Some(error) => Err(error),
            None => verdict::of_body(&body, &asked(query), credentials, timestamp),
        };
        match verdict {
            Ok(page) => Ok(Fetched { page, at }),
            Err(error) => Err(Failed { error, vendor_time }),
        }
    }
}

/// The refusal of a breaker that is open for so long; at least a second, which is as finely as callers can be told.
fn resting(wait: Duration) -> Error {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    Error::Busy(seconds.max(1), "the vendor has failed too often, and is not asked for a while")
}

/// What the vendor gets for a query.
pub(crate) fn to_vendor(query: &PageQuery) -> PageRequest<'_> {
    PageRequest {
        current: query.current,
        size: query.size,
        str_time: &query.params.str_time,
        end_time: &query.params.end_time,
        task_name: query.params.task_name.as_deref(),
    }
}

fn asked(query: &PageQuery) -> Asked {
    Asked { current: query.current, size: query.size }
}
