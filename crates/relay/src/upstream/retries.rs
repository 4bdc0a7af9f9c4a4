//! The retries of one query: how many, when, and until when.

use std::{mem::replace, time::Duration};

use tokio::time::Instant;

use super::{consequence::Again, retry_budget::RetryBudget};
use crate::limits::{BACKOFF, RETRIES, RETRY_ROOM};

/// What one query has spent so far, and when it must be over.
#[derive(Debug)]
pub(super) struct Retries {
    done: u32,
    corrected: bool,
    renewed: bool,
    deadline: Instant,
}

impl Retries {
    /// None yet.
    pub(super) fn until(deadline: Instant) -> Self {
        Self { done: 0, corrected: false, renewed: false, deadline }
    }

    /// Whether the timestamp was corrected.
    pub(super) fn corrected(&self) -> bool {
        self.corrected
    }

    /// The pause before the next attempt, or `None` if there is to be none. A corrected timestamp and a
    /// new secret don't hope for better luck, so each comes at once, is not tried twice, and is no charge on the budget.
    pub(super) fn next(
        &mut self,
        again: Again,
        now: Instant,
        random: u64,
        budget: &mut RetryBudget,
    ) -> Option<Duration> {
        let pause = match again {
            Again::No => return None,
            Again::After(least) => least + self.backoff(random),
            Again::Corrected | Again::Renewed => Duration::ZERO,
        };
        if self.done == RETRIES || now + pause + RETRY_ROOM > self.deadline {
            return None;
        }
        let granted = match again {
            Again::Corrected => !replace(&mut self.corrected, true),
            Again::Renewed => !replace(&mut self.renewed, true),
            Again::After(_) | Again::No => budget.spend(),
        };
        self.done += 1;
        granted.then_some(pause)
    }

    /// Any part of a bound that doubles ("full jitter"): those who failed together must not come back together.
    fn backoff(&self, random: u64) -> Duration {
        let bound = BACKOFF * 2_u32.pow(self.done);
        Duration::from_micros(random % u64::try_from(bound.as_micros()).unwrap_or(u64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::moment;

    const SOON: Again = Again::After(Duration::ZERO);

    /// The pauses before the retries of a query that always fails this way, and takes this long each time.
    fn pauses(again: Again, took: Duration, random: u64) -> Vec<Duration> {
        let mut now = moment();
        let mut retries = Retries::until(now + Duration::from_secs(12));
        let mut budget = RetryBudget::full();
        let mut pauses = Vec::new();
        loop {
            now += took;
            let Some(pause) = retries.next(again, now, random, &mut budget) else { return pauses };
            now += pause;
            pauses.push(pause);
        }
    }

    #[test]
    fn there_are_two_retries_each_after_a_part_of_a_bound_that_doubles() {
        for random in [0, 1, 199_999, 399_999, 12_345_678_901, u64::MAX] {
            let pauses = pauses(SOON, Duration::ZERO, random);
            assert!(
                matches!(pauses[..], [first, second] if first < BACKOFF && second < BACKOFF * 2),
                "{pauses:?}"
            );
        }
        let longest = pauses(SOON, Duration::ZERO, 399_999);
        assert_eq!(longest, [Duration::from_micros(199_999), Duration::from_micros(399_999)]);
    }

    #[test]
    fn what_the_vendor_asked_for_is_waited_for_if_it_fits() {
        let asked = |seconds| pauses(Again::After(Duration::from_secs(seconds)), Duration::ZERO, 100_000);
        assert_eq!(asked(3), [Duration::from_millis(3_100); 2]);
        assert_eq!(asked(10), [Duration::from_millis(10_100)]);
        assert_eq!(asked(11), []);
        assert_eq!(asked(3_600), []);
    }

    #[test]
    fn a_retry_without_time_for_itself_is_not_begun() {
        assert_eq!(pauses(SOON, Duration::from_secs(11), 0).len(), 1);
        assert_eq!(pauses(SOON, Duration::from_millis(11_001), 0).len(), 0);
    }

    #[test]
    fn a_timestamp_or_a_secret_is_replaced_once_at_once_and_free_of_charge() {
        for again in [Again::Corrected, Again::Renewed] {
            assert_eq!(pauses(again, Duration::ZERO, 100_000), [Duration::ZERO]);
        }
        let now = moment();
        let mut budget = RetryBudget::full();
        while budget.spend() {}
        let mut retries = Retries::until(now + Duration::from_secs(12));
        assert_eq!(retries.next(SOON, now, 0, &mut budget), None);
        let mut retries = Retries::until(now + Duration::from_secs(12));
        assert_eq!(retries.next(Again::Corrected, now, 0, &mut budget), Some(Duration::ZERO));
    }
}
