//! How many requests the vendor gets at once, and who waits for a turn.
//!
//! Without a bound a slow vendor would get more and more of them at a time, and each would wait longer. The queue is short
//! in number and time: what has to wait for long will not be wanted any more when its turn comes.

use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::{Instant, timeout_at},
};

use crate::{clock::moment, error::Error, limits};

/// The places, first come, first served.
pub(super) struct Gate {
    calls: Semaphore,
    queue: Semaphore,
}

/// A place among the requests under way, given back when it is dropped.
pub(super) type Place<'a> = SemaphorePermit<'a>;

impl Gate {
    /// With [`limits::VENDOR_CALLS`] places and a queue of [`limits::VENDOR_QUEUE`].
    pub(super) fn new() -> Self {
        Self { calls: Semaphore::new(limits::VENDOR_CALLS), queue: Semaphore::new(limits::VENDOR_QUEUE) }
    }

    /// Waits for a place, for [`limits::VENDOR_QUEUE_TIME`] and until the deadline at most.
    pub(super) async fn enter(&self, deadline: Instant) -> Result<Place<'_>, Error> {
        if let Ok(place) = self.calls.try_acquire() {
            return Ok(place);
        }
        let busy = |why| Error::Busy(limits::VENDOR_QUEUE_TIME.as_secs(), why);
        let Ok(_waiting) = self.queue.try_acquire() else {
            return Err(busy("too many queries wait already"));
        };
        let until = deadline.min(moment() + limits::VENDOR_QUEUE_TIME);
        match timeout_at(until, self.calls.acquire()).await {
            Ok(Ok(place)) => Ok(place),
            _ => Err(busy("the query's turn did not come in time")),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::{
            Arc,
            atomic::{AtomicU32, Ordering},
        },
        time::Duration,
    };

    use tokio::time::{interval, sleep};

    use super::*;

    fn in_time() -> Instant {
        moment() + limits::VENDOR_QUERY
    }

    #[tokio::test(start_paused = true)]
    async fn at_ten_times_the_capacity_the_vendor_is_kept_as_busy_as_it_can_be() {
        const SECONDS: u64 = 12;
        for latency in [100, 400, 1_000, 3_000].map(Duration::from_millis) {
            let gate = Arc::new(Gate::new());
            let good = Arc::new(AtomicU32::new(0));
            let calls = 32;
            let mut arrivals = interval(latency / (10 * calls));
            let end = moment() + Duration::from_secs(SECONDS);
            while arrivals.tick().await < end {
                let (gate, good) = (Arc::clone(&gate), Arc::clone(&good));
                tokio::spawn(async move {
                    if let Ok(_place) = gate.enter(in_time()).await {
                        sleep(latency).await;
                        good.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
            let good = f64::from(good.load(Ordering::Relaxed));
            // Those under way at the end are no loss.
            let capacity = f64::from(calls) * (Duration::from_secs(SECONDS).div_duration_f64(latency) - 1.0);
            assert!(good >= 0.9 * capacity, "{latency:?}: {good} of {capacity}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_longer_than_a_second_or_than_its_deadline() {
        let gate = Gate::new();
        let mut places = Vec::new();
        for _ in 0..32 {
            places.push(gate.enter(in_time()).await.unwrap());
        }
        for (deadline, waits) in [(12_000, 1_000), (300, 300)] {
            let start = moment();
            let deadline = start + Duration::from_millis(deadline);
            assert!(matches!(gate.enter(deadline).await, Err(Error::Busy(1, _))));
            assert_eq!(start.elapsed(), Duration::from_millis(waits));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn who_finds_the_queue_full_is_told_at_once() {
        let gate = Arc::new(Gate::new());
        for _ in 0..32 + 128 {
            let gate = Arc::clone(&gate);
            tokio::spawn(async move {
                let _place = gate.enter(in_time()).await;
                sleep(Duration::from_mins(1)).await;
            });
        }
        sleep(Duration::from_millis(1)).await;
        let start = moment();
        assert!(matches!(gate.enter(in_time()).await, Err(Error::Busy(1, _))));
        assert_eq!(start.elapsed(), Duration::ZERO);
    }
}
