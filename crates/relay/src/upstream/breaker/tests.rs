//! The breaker, moment by moment.

use super::*;
use crate::clock::moment;

const PAUSE: Duration = limits::BREAKER_PAUSE;

/// A breaker and the time.
struct Bench {
    breaker: Breaker,
    now: Instant,
}

impl Bench {
    fn new() -> Self {
        Self { breaker: Breaker::closed(), now: moment() }
    }

    /// An attempt that has this mark; `None` if it was not let pass.
    fn attempt(&mut self, mark: Mark) -> Option<Pass> {
        let pass = self.breaker.admit(self.now).ok()?;
        self.breaker.report(&pass, mark, self.now);
        Some(pass)
    }

    fn attempts(&mut self, number: u32, mark: Mark) -> &mut Self {
        (0..number).for_each(|_| {
            self.attempt(mark);
        });
        self
    }

    /// One that has just opened by a streak.
    fn opened() -> Self {
        let mut bench = Self::new();
        bench.attempts(limits::BREAKER_STREAK, Mark::Failure);
        assert!(bench.is_open());
        bench
    }

    fn is_open(&self) -> bool {
        self.breaker.wait(self.now).is_some()
    }
}

#[test]
fn a_streak_of_failures_opens_it_and_a_success_ends_a_streak() {
    let mut bench = Bench::new();
    bench.attempts(limits::BREAKER_STREAK - 1, Mark::Failure).attempts(1, Mark::Success);
    bench.attempts(limits::BREAKER_STREAK - 1, Mark::Failure);
    assert!(!bench.is_open());
    bench.attempts(1, Mark::Failure);
    assert!(bench.is_open());
}

#[test]
fn more_failures_than_successes_open_it_without_a_streak() {
    for failure in [Mark::Failure, Mark::Throttled] {
        let mut bench = Bench::new();
        for _ in 0..1_000 {
            bench.attempts(1, failure).attempts(1, Mark::Success);
        }
        assert!(!bench.is_open(), "one of two");
        for _ in 0..limits::BREAKER_WINDOW {
            bench.attempts(2, failure).attempts(1, Mark::Success);
        }
        assert!(bench.is_open(), "two of three");
    }
}

#[test]
fn throttling_counts_in_the_rate_and_is_no_streak() {
    let mut bench = Bench::new();
    bench.attempts(limits::BREAKER_WINDOW - 1, Mark::Throttled);
    assert!(!bench.is_open());
    bench.attempts(1, Mark::Throttled);
    assert!(bench.is_open());
}

#[test]
fn what_says_nothing_about_the_vendor_never_counts() {
    let mut bench = Bench::new();
    bench.attempts(limits::BREAKER_STREAK - 1, Mark::Failure).attempts(1_000, Mark::Nothing);
    assert!(!bench.is_open());
    bench.attempts(1, Mark::Failure);
    assert!(bench.is_open(), "nor does it end a streak");
}

#[test]
fn an_open_one_lets_nothing_pass_and_says_for_how_long() {
    let mut bench = Bench::opened();
    assert_eq!(bench.breaker.admit(bench.now), Err(PAUSE));
    bench.now += PAUSE / 4;
    assert_eq!(bench.breaker.admit(bench.now), Err(PAUSE * 3 / 4));
    assert_eq!(bench.breaker.wait(bench.now), Some(PAUSE * 3 / 4));
}

#[test]
fn after_the_pause_one_attempt_finds_out() {
    let mut bench = Bench::opened();
    bench.now += PAUSE;
    assert_eq!(bench.breaker.wait(bench.now), None);
    assert_eq!(bench.breaker.admit(bench.now), Ok(Pass::Probe));
    assert_eq!(bench.breaker.admit(bench.now), Err(PAUSE), "one at a time");
    assert_eq!(bench.breaker.wait(bench.now), Some(PAUSE), "and nobody need wait for a place");
    assert_eq!(bench.breaker.report(&Pass::Probe, Mark::Success, bench.now), Some(Change::Closed));
    assert_eq!(bench.attempt(Mark::Failure), Some(Pass::Ordinary));
    assert!(!bench.is_open(), "old failures are forgotten");
}

#[test]
fn each_probe_in_vain_doubles_the_pause_up_to_a_bound() {
    let mut bench = Bench::opened();
    let mut pauses = Vec::new();
    for _ in 0..10 {
        let pause = bench.breaker.wait(bench.now).unwrap();
        pauses.push(pause.as_secs());
        bench.now += pause;
        assert_eq!(bench.attempt(Mark::Failure), Some(Pass::Probe));
    }
    assert_eq!(pauses, [1, 2, 4, 8, 15, 15, 15, 15, 15, 15]);
    bench.now += limits::BREAKER_LONGEST_PAUSE;
    bench.attempt(Mark::Success);
    bench.attempts(limits::BREAKER_STREAK, Mark::Failure);
    assert_eq!(bench.breaker.wait(bench.now), Some(PAUSE), "a new outage begins anew");
}

#[test]
fn a_probe_that_finds_out_nothing_is_followed_by_another() {
    let mut bench = Bench::opened();
    bench.now += PAUSE;
    assert_eq!(bench.attempt(Mark::Nothing), Some(Pass::Probe));
    assert_eq!(bench.attempt(Mark::Success), Some(Pass::Probe));
    assert_eq!(bench.attempt(Mark::Success), Some(Pass::Ordinary));
}

#[test]
fn a_probe_that_never_reports_is_forgotten() {
    let mut bench = Bench::opened();
    bench.now += PAUSE;
    assert_eq!(bench.breaker.admit(bench.now), Ok(Pass::Probe));
    bench.now += limits::VENDOR_QUERY;
    assert_eq!(bench.breaker.admit(bench.now), Ok(Pass::Probe));
}

#[test]
fn attempts_from_before_it_opened_change_nothing_any_more() {
    let mut bench = Bench::opened();
    for mark in [Mark::Success, Mark::Failure, Mark::Throttled, Mark::Nothing] {
        assert_eq!(bench.breaker.report(&Pass::Ordinary, mark, bench.now), None);
    }
    assert_eq!(bench.breaker.wait(bench.now), Some(PAUSE));
}
