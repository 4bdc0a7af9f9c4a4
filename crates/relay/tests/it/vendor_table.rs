//! The table of what follows from each answer of the vendor: how often it is asked, whether it is left alone after many
//! such answers, and what the caller hears.

use std::time::Duration;

use contract::ProblemKind;
use vendor_sim::{Fault, Sim};

use crate::{
    client::{DOCUMENTED, Request},
    world::World,
};
use Counts::{AsFailures, InTheRate, No};
use ProblemKind::{
    Busy, VendorBadAnswer, VendorClock, VendorCredentials, VendorFault, VendorIpBlocked, VendorRefused,
    VendorThrottled, VendorTimeout, VendorUnknownCode,
};

/// A vendor that always fails in one way, and what follows.
struct Row {
    fault: Fault,
    /// How often one query asks.
    attempts: u64,
    counts: Counts,
    kind: ProblemKind,
}

/// How such answers count with the breaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counts {
    /// Twenty on end open it.
    AsFailures,
    /// Twenty on end don't, but forty do.
    InTheRate,
    /// No number of them does.
    No,
}

fn row(fault: Fault, attempts: u64, counts: Counts, kind: ProblemKind) -> Row {
    Row { fault, attempts, counts, kind }
}

fn json(body: &str) -> Fault {
    Fault::Garbage(body.as_bytes().to_vec())
}

fn table() -> Vec<Row> {
    vec![
        // The account: its operator has to do something.
        row(Fault::Code(-1), 1, No, VendorCredentials),
        row(Fault::Code(-2), 1, No, VendorIpBlocked),
        row(Fault::Status(401), 1, No, VendorCredentials),
        row(Fault::Status(403), 1, No, VendorCredentials),
        row(Fault::Status(407), 1, No, VendorCredentials),
        // The clock: corrected once.
        row(Fault::Code(-16), 2, No, VendorClock),
        // A fault at the vendor or on the way: two more attempts.
        row(Fault::Code(-18), 3, AsFailures, VendorFault),
        row(Fault::Status(500), 3, AsFailures, VendorFault),
        row(Fault::Status(502), 3, AsFailures, VendorFault),
        row(Fault::Status(503), 3, AsFailures, VendorFault),
        row(Fault::Status(504), 3, AsFailures, VendorFault),
        row(Fault::RetryAfter(503, 2), 3, AsFailures, VendorFault),
        row(Fault::RetryAfter(503, 60), 1, AsFailures, VendorFault),
        row(Fault::CutBody, 3, AsFailures, VendorBadAnswer),
        row(Fault::CutBeforeBody, 3, AsFailures, VendorBadAnswer),
        row(json("<html>502</html>"), 3, AsFailures, VendorBadAnswer),
        row(json(""), 3, AsFailures, VendorBadAnswer),
        row(json("null"), 3, AsFailures, VendorBadAnswer),
        row(json("[]"), 3, AsFailures, VendorBadAnswer),
        row(json(r#"{"code": {}}"#), 3, AsFailures, VendorBadAnswer),
        row(json(r#"{"code": 0, "data": null}"#), 3, AsFailures, VendorBadAnswer),
        row(json(r#"{"code": 0, "data": {"records": null, "total": 5}}"#), 3, AsFailures, VendorBadAnswer),
        // Time is up, and there is none for another attempt.
        row(Fault::Hang, 1, AsFailures, VendorTimeout),
        // The values: they would be refused again.
        row(Fault::Code(-22), 1, No, VendorRefused),
        // Too often: again only when the vendor said from when on, and if that is soon enough.
        row(Fault::Status(429), 1, InTheRate, VendorThrottled),
        row(Fault::RetryAfter(429, 2), 3, InTheRate, VendorThrottled),
        row(Fault::RetryAfter(429, 7), 2, InTheRate, VendorThrottled),
        row(Fault::RetryAfter(429, 60), 1, InTheRate, VendorThrottled),
        // What the vendor says deliberately, as far as anybody can tell.
        row(Fault::Code(-99), 1, No, VendorUnknownCode),
        row(Fault::Code(1), 1, No, VendorUnknownCode),
        row(Fault::Status(404), 1, No, VendorBadAnswer),
        row(Fault::Status(201), 1, No, VendorBadAnswer),
        row(Fault::Redirect(302, "http://127.0.0.1:1/".to_owned()), 1, No, VendorBadAnswer),
    ]
}

#[tokio::test(start_paused = true)]
async fn every_failure_of_the_vendor_has_its_kind_and_its_number_of_attempts() {
    for Row { fault, attempts, kind, .. } in table() {
        let world = World::asking(Sim::new().fail_always(fault.clone())).await;
        let answer = Request::call(DOCUMENTED).send(world.relay).await;
        assert_eq!(answer.kind(), kind, "{fault:?}");
        assert_eq!(world.sim.received(), attempts, "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn every_failure_of_the_vendor_counts_with_the_breaker_as_it_should() {
    for Row { fault, counts, kind, .. } in table() {
        let world = World::asking(Sim::new().fail_always(fault.clone())).await;
        let opens_after = loop {
            if Request::call(DOCUMENTED).send(world.relay).await.kind() == Busy {
                break Some(world.sim.received());
            }
            if world.sim.received() > 100 {
                break None;
            }
        };
        // A retry that the vendor itself put off to after the breaker's pause is the probe, and comes on top.
        let right = match counts {
            AsFailures => matches!(opens_after, Some(20..=21)),
            InTheRate => matches!(opens_after, Some(40..=41)),
            No => opens_after.is_none(),
        };
        assert!(right, "{fault:?} ({kind:?}) opens after {opens_after:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_that_works_is_all_that_the_caller_hears_of() {
    for Row { fault, .. } in table().into_iter().filter(|row| row.attempts > 1) {
        let world = World::asking(Sim::new().fail_next(fault.clone())).await;
        assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.status, 200, "{fault:?}");
        assert_eq!(world.sim.received(), 2, "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn retries_add_a_fifth_and_ten_at_most() {
    const QUERIES: u64 = 100;
    let world = World::start().await;
    // Every first attempt fails and every retry works, as long as there are retries.
    for _ in 0..QUERIES {
        world.sim.fail_next(Fault::Status(503));
        world.sim.fail_next(Fault::Latency(Duration::ZERO));
    }
    let mut good = 0;
    for _ in 0..QUERIES {
        good += u64::from(Request::call(DOCUMENTED).send(world.relay).await.status == 200);
    }
    let attempts = world.sim.received();
    assert!(attempts <= QUERIES + QUERIES / 5 + 10, "{attempts}");
    assert!(good >= QUERIES / 2, "{good}");
}
