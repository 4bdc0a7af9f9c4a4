//! The circuit breaker: whether the vendor is to be asked at all.
//!
//! While a vendor is down, every query would wait for it in vain, and all of them would meet it at the moment when it
//! gets up. So after enough failures nothing is asked for a while, then one query tries, and what it finds decides.

use std::time::Duration;

use tokio::time::Instant;

use crate::limits;

/// What an attempt says about the vendor's health.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It does its work.
    Success,
    /// It does not.
    Failure,
    /// It does too much already: counts in the rate, but a streak of it is no outage.
    Throttled,
    /// Nothing: the vendor refused the key or the values, say.
    Nothing,
}

/// The permission to make one attempt, which is given back with the attempt's mark.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pass {
    /// One among others.
    Ordinary,
    /// The one that finds out whether the vendor is back.
    Probe,
}

/// What a mark has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Nothing is asked for this long.
    Opened(Duration),
    /// The vendor is asked as before.
    Closed,
}

/// The breaker.
#[derive(Debug)]
pub(super) struct Breaker {
    state: State,
    record: Record,
    /// How long to ask nothing the next time.
    pause: Duration,
}

#[derive(Debug)]
enum State {
    /// The vendor is asked.
    Closed,
    /// It is not asked until this moment.
    Open { until: Instant },
    /// One attempt finds out, and all others wait. If it doesn't report by this moment, because its task died say,
    /// another one may.
    Probing { until: Instant },
}

impl Breaker {
    /// One that trusts the vendor.
    pub(super) fn closed() -> Self {
        Self { state: State::Closed, record: Record::default(), pause: limits::BREAKER_PAUSE }
    }

    /// How much longer nothing is to be asked, if so: for those who would have to wait for a place first.
    pub(super) fn wait(&self, now: Instant) -> Option<Duration> {
        match self.state {
            State::Open { until } if now < until => Some(until - now),
            // Nobody knows how long the probe will take; most take less than this.
            State::Probing { until } if now < until => Some(limits::BREAKER_PAUSE),
            _ => None,
        }
    }

    /// Lets an attempt pass, or says how long to wait.
    pub(super) fn admit(&mut self, now: Instant) -> Result<Pass, Duration> {
        match self.wait(now) {
            Some(wait) => Err(wait),
            None if matches!(self.state, State::Closed) => Ok(Pass::Ordinary),
            None => {
                self.state = State::Probing { until: now + limits::VENDOR_QUERY };
                Ok(Pass::Probe)
            }
        }
    }

    /// Takes an attempt's mark. Attempts that were under way when the breaker opened change nothing any more.
    pub(super) fn report(&mut self, pass: &Pass, mark: Mark, now: Instant) -> Option<Change> {
        match (pass, mark) {
            (Pass::Ordinary, _) if !matches!(self.state, State::Closed) => None,
            (Pass::Ordinary, _) => {
                self.record.note(mark);
                self.record.is_bad().then(|| self.open(now))
            }
            (Pass::Probe, Mark::Success) => {
                *self = Self::closed();
                Some(Change::Closed)
            }
            (Pass::Probe, Mark::Failure | Mark::Throttled) => Some(self.open(now)),
            // It answered, which says nothing about the next attempt: that one is a probe as well.
            (Pass::Probe, Mark::Nothing) => {
                self.state = State::Open { until: now };
                None
            }
        }
    }

    fn open(&mut self, now: Instant) -> Change {
        let pause = self.pause;
        self.state = State::Open { until: now + pause };
        self.pause = (pause * 2).min(limits::BREAKER_LONGEST_PAUSE);
        Change::Opened(pause)
    }
}

/// The last attempts.
#[derive(Debug, Default)]
struct Record {
    /// The failures since the last success.
    streak: u32,
    /// One bit for each of the last [`limits::BREAKER_WINDOW`] attempts, the latest one lowest, set if it failed.
    failed: u64,
    /// How many of the bits are in use.
    known: u32,
}

impl Record {
    fn note(&mut self, mark: Mark) {
        match mark {
            Mark::Nothing => return,
            Mark::Success => self.streak = 0,
            Mark::Failure => self.streak += 1,
            Mark::Throttled => {}
        }
        self.failed = self.failed << 1 | u64::from(mark != Mark::Success);
        self.known = (self.known + 1).min(limits::BREAKER_WINDOW);
    }

    fn is_bad(&self) -> bool {
        let window = u64::MAX >> (u64::BITS - limits::BREAKER_WINDOW);
        let failed = (self.failed & window).count_ones();
        self.streak >= limits::BREAKER_STREAK
            || self.known == limits::BREAKER_WINDOW && failed > limits::BREAKER_WINDOW / 2
    }
}

#[cfg(test)]
mod tests;
