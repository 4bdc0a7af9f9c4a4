//! One query, from its first attempt to its outcome, within one deadline.
//!
//! What the query may cost is decided elsewhere, a policy a file; here they are put in order.

use std::{sync::Mutex, time::Duration};

use contract::PageQuery;
use http::Uri;
use tokio::time::{Instant, sleep, timeout_at};
use vendor::{Asked, Code, Credentials, PageRequest, QUERY_PAGE_PATH, VendorPage};

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
    limits,
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
            let Failed { error, vendor_time } = match self.attempt(query, offset, deadline).await {
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
            if let (Error::Busy(..), Some(before)) = (&error, before.take()) {
                return Err(before);
            }
            let again = consequence::of(&error).again;
            let random = getrandom::u64().unwrap_or_default();
            let Some(pause) = retries.next(again, moment(), random, &mut lock(&self.budget)) else {
                return Err(error);
            };
            if again == Again::Corrected {
                offset = clock_offset::shown_by(vendor_time, self.clock.now());
            }
            before = Some(error);
            self.metrics.retry();
            sleep(pause).await;
        }
    }

    /// One attempt, if the breaker lets it pass and there is a place for it. The breaker is asked twice: before the
    /// queue, so that nobody waits in vain, and after it, when it counts.
    async fn attempt(&self, query: &PageQuery, offset: i64, deadline: Instant) -> Result<Fetched, Failed> {
        let wait = lock(&self.breaker).wait(moment());
        wait.map_or(Ok(()), |wait| Err(resting(wait)))?;
        let waiting = self.metrics.waiting();
        let _place = self.gate.enter(deadline).await?;
        drop(waiting);
        let pass = lock(&self.breaker).admit(moment()).map_err(resting)?;
        let _under_way = self.metrics.under_way();
        let stopwatch = Stopwatch::start();
        let outcome = self.exchange(query, offset, deadline).await;
        let failure = outcome.as_ref().err().map(|failed| failed.error.kind());
        self.metrics.attempt(failure, stopwatch.elapsed_seconds());
        let mark =
            outcome.as_ref().map_or_else(|failed| consequence::of(&failed.error).mark, |_| Mark::Success);
        match lock(&self.breaker).report(&pass, mark, moment()) {
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

    /// One request and its answer; a second one if the vendor has refused a secret that has been renewed by now.
    async fn exchange(&self, query: &PageQuery, offset: i64, deadline: Instant) -> Result<Fetched, Failed> {
        let credentials = self.account.current();
        let outcome = self.exchange_as(&credentials, query, offset, deadline).await;
        let Err(Failed { error: Error::Refused { code: Code::Authentication, .. }, .. }) = outcome else {
            return outcome;
        };
        match timeout_at(deadline, self.account.newer_than(&credentials)).await {
            Ok(Some(newer)) => self.exchange_as(&newer, query, offset, deadline).await,
            Ok(None) | Err(_) => outcome,
        }
    }

    /// One request and its answer. Signed with the time of this very request, `offset` seconds from the own clock.
    async fn exchange_as(
        &self,
        credentials: &Credentials,
        query: &PageQuery,
        offset: i64,
        deadline: Instant,
    ) -> Result<Fetched, Failed> {
        let timestamp = self.clock.now().saturating_add(offset);
        let body = to_vendor(query).to_body();
        let sending = exchange::send(&self.connection, &self.target, credentials, timestamp, body);
        let sent = timeout_at(deadline, sending).await.unwrap_or(Err(Error::Timeout("finish the answer")));
        let Reply { status, retry_after, vendor_time, body } = sent?;
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
