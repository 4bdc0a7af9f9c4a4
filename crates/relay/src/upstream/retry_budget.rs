//! How many retries all queries together may spend.
//!
//! When everything fails, retrying everything would give the vendor three times its load at the worst moment. So every
//! query earns a part of a retry, a retry costs a whole one, and only a few can be saved up.

use crate::limits::{QUERIES_A_RETRY, RETRIES_SAVED};

/// What has been earned and not yet spent. After any number of queries, the retries are at most a
/// [`QUERIES_A_RETRY`]th of them and [`RETRIES_SAVED`] more.
#[derive(Debug)]
pub(super) struct RetryBudget {
    /// In parts of a retry, of which a query earns one.
    parts: u32,
}

impl RetryBudget {
    /// With all that can be saved up, so that the first failure of a day is retried like any other.
    pub(super) fn full() -> Self {
        Self { parts: RETRIES_SAVED * QUERIES_A_RETRY }
    }

    /// Notes that a query begins.
    pub(super) fn earn(&mut self) {
        self.parts = (self.parts + 1).min(RETRIES_SAVED * QUERIES_A_RETRY);
    }

    /// Takes one retry, if there is one to take.
    pub(super) fn spend(&mut self) -> bool {
        let left = self.parts.checked_sub(QUERIES_A_RETRY);
        self.parts = left.unwrap_or(self.parts);
        left.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of so many queries that all fail, each of which would be retried twice.
    fn retries_of_failing(budget: &mut RetryBudget, queries: u32) -> u32 {
        (0..queries)
            .map(|_| {
                budget.earn();
                u32::from(budget.spend()) + u32::from(budget.spend())
            })
            .sum()
    }

    #[test]
    fn a_minute_of_failures_at_200_queries_a_second_adds_a_fifth_and_ten() {
        let queries = 60 * 200;
        let retries = retries_of_failing(&mut RetryBudget::full(), queries);
        assert!((queries / 5..=queries / 5 + 10).contains(&retries), "{retries}");
    }

    #[test]
    fn a_quiet_night_saves_no_more_than_ten_retries() {
        let mut budget = RetryBudget::full();
        (0..100_000).for_each(|_| budget.earn());
        assert_eq!(retries_of_failing(&mut budget, 5), 10);
    }

    #[test]
    fn what_is_spent_is_earned_again_by_five_queries() {
        let mut budget = RetryBudget::full();
        while budget.spend() {}
        (0..4).for_each(|_| budget.earn());
        assert!(!budget.spend());
        budget.earn();
        assert!(budget.spend() && !budget.spend());
    }
}
