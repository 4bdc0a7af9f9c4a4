//! How often a caller may ask, and all callers together.
//!
//! What counts is a question in good form, because the vendor may have to be asked for it. The other requests cost next
//! to nothing, and whoever mistypes a time shouldn't have to wait for it.

use std::{
    num::NonZeroU32,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use governor::{
    NotUntil, Quota, RateLimiter,
    clock::Clock,
    state::{InMemoryState, NotKeyed, keyed::HashMapStateStore},
};

use crate::{
    caller::{Caller, UserName},
    clock::moment,
    config::Rates,
    error::Error,
};

/// How many questions are answered between two clearings of users whose last one no longer counts. Users are few, so
/// this is about the memory after an attack with made-up names, not about speed.
const CLEARING: usize = 1_024;

/// The limits and how much of them is used up. Somebody who uses up the own limit takes nothing of that of all.
pub(crate) struct FairUse {
    /// By name; all callers without one share one limit.
    users: RateLimiter<Option<UserName>, HashMapStateStore<Option<UserName>>, Moments>,
    total: RateLimiter<NotKeyed, InMemoryState, Moments>,
    questions: AtomicUsize,
}

impl FairUse {
    /// Nothing of these rates used up yet.
    pub(crate) fn new(rates: Rates) -> Self {
        Self {
            users: RateLimiter::hashmap_with_clock(quota(rates.user), Moments),
            total: RateLimiter::direct_with_clock(quota(rates.total), Moments),
            questions: AtomicUsize::new(0),
        }
    }

    /// Counts one question, or refuses it.
    pub(super) fn admit(&self, caller: &Caller) -> Result<(), Error> {
        if self.questions.fetch_add(1, Ordering::Relaxed) % CLEARING == CLEARING - 1 {
            self.users.retain_recent();
        }
        self.users
            .check_key(&caller.user)
            .map_err(|until| refused(&until, "It is more than one user may ask."))?;
        self.total.check().map_err(|until| refused(&until, "All users together ask too much."))
    }
}

/// So many a second, and twice as many at once.
fn quota(rate: NonZeroU32) -> Quota {
    Quota::per_second(rate).allow_burst(rate.saturating_add(rate.get()))
}

fn refused(until: &NotUntil<Instant>, detail: &'static str) -> Error {
    let wait = until.wait_time_from(Moments.now());
    Error::RateLimited { detail, seconds: wait.saturating_add(Duration::from_millis(999)).as_secs().max(1) }
}

/// The relay's own clock, in the form that the limits ask for.
#[derive(Clone, Copy, Debug)]
struct Moments;

impl Clock for Moments {
    type Instant = Instant;

    fn now(&self) -> Instant {
        moment().into_std()
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    const MILLISECOND: Duration = Duration::from_millis(1);

    fn fair_use() -> FairUse {
        let rate = |rate| NonZeroU32::new(rate).unwrap();
        FairUse::new(Rates { user: rate(10), total: rate(50) })
    }

    fn user(name: &str) -> Caller {
        Caller { user: UserName::parse(name) }
    }

    #[tokio::test(start_paused = true)]
    async fn one_user_at_a_hundred_times_the_rate_leaves_all_to_the_others() {
        let fair_use = fair_use();
        let (greedy, others) = (user("greedy"), ["a", "b", "c"].map(user));
        let (mut taken, mut asked, mut answered) = (0, 0, 0);
        for millisecond in 0..60_000 {
            taken += u32::from(fair_use.admit(&greedy).is_ok());
            if millisecond % 100 == 0 {
                for other in &others {
                    asked += 1;
                    answered += u32::from(fair_use.admit(other).is_ok());
                }
            }
            advance(MILLISECOND).await;
        }
        assert_eq!((asked, answered), (1_800, 1_800));
        assert!((600..=620).contains(&taken), "{taken}");
    }

    #[tokio::test(start_paused = true)]
    async fn all_users_together_get_no_more_than_the_total() {
        let fair_use = fair_use();
        let users: Vec<Caller> = (0..20).map(|number| user(&number.to_string())).collect();
        let mut answered = 0;
        for _ in 0..600 {
            answered += users.iter().filter(|user| fair_use.admit(user).is_ok()).count();
            advance(100 * MILLISECOND).await;
        }
        assert!((3_000..=3_100).contains(&answered), "{answered}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_burst_is_twice_the_rate_and_the_wait_is_told_in_whole_seconds() {
        let fair_use = fair_use();
        let nobody = Caller::default();
        assert_eq!((0..30).filter(|_| fair_use.admit(&nobody).is_ok()).count(), 20);
        let refusal = fair_use.admit(&nobody).unwrap_err();
        assert_eq!(refusal.retry_after(), Some(1));
        advance(Duration::from_secs(1)).await;
        assert_eq!((0..30).filter(|_| fair_use.admit(&nobody).is_ok()).count(), 10);
        assert!(fair_use.admit(&user("somebody")).is_ok(), "somebody is not nobody");
    }

    #[tokio::test(start_paused = true)]
    async fn names_that_are_made_up_take_no_memory_for_long() {
        let fair_use = fair_use();
        for number in 0..100_000 {
            let _ = fair_use.admit(&user(&format!("made-up-{number}")));
            advance(MILLISECOND).await;
        }
        assert!(fair_use.users.len() <= 2 * CLEARING, "{}", fair_use.users.len());
    }
}
