//! The table of what follows from each answer of the vendor: how often it is asked, and what the caller hears.

use std::time::Duration;

use contract::ProblemKind;
use vendor_sim::{Fault, Sim};

use crate::{
    client::{DOCUMENTED, Request},
    world::World,
};

/// A vendor that always fails in one way, and what follows.
struct Row {
    fault: Fault,
    /// How often one query asks.
    attempts: u64,
    kind: ProblemKind,
}

fn row(fault: Fault, attempts: u64, kind: ProblemKind) -> Row {
    Row { fault, attempts, kind }
}

fn json(body: &str) -> Fault {
    Fault::Garbage(body.as_bytes().to_vec())
}

fn table() -> Vec<Row> {
    vec![
        // The account: its operator has to do something.
        row(Fault::Code(-1), 1, ProblemKind::VendorCredentials),
        row(Fault::Code(-2), 1, ProblemKind::VendorIpBlocked),
        row(Fault::Status(401), 1, ProblemKind::VendorCredentials),
        row(Fault::Status(403), 1, ProblemKind::VendorCredentials),
        row(Fault::Status(407), 1, ProblemKind::VendorCredentials),
        // The clock: corrected once.
        row(Fault::Code(-16), 2, ProblemKind::VendorClock),
        // A fault at the vendor or on the way: two more attempts.
        row(Fault::Code(-18), 3, ProblemKind::VendorFault),
        row(Fault::Status(500), 3, ProblemKind::VendorFault),
        row(Fault::Status(502), 3, ProblemKind::VendorFault),
        row(Fault::Status(503), 3, ProblemKind::VendorFault),
        row(Fault::Status(504), 3, ProblemKind::VendorFault),
        row(Fault::RetryAfter(503, 2), 3, ProblemKind::VendorFault),
        row(Fault::RetryAfter(503, 60), 1, ProblemKind::VendorFault),
        row(Fault::CutBody, 3, ProblemKind::VendorBadAnswer),
        row(Fault::CutBeforeBody, 3, ProblemKind::VendorBadAnswer),
        row(json("<html>502</html>"), 3, ProblemKind::VendorBadAnswer),
        row(json(""), 3, ProblemKind::VendorBadAnswer),
        row(json("null"), 3, ProblemKind::VendorBadAnswer),
        row(json("[]"), 3, ProblemKind::VendorBadAnswer),
        row(json(r#"{"code": {}}"#), 3, ProblemKind::VendorBadAnswer),
        row(json(r#"{"code": 0, "data": null}"#), 3, ProblemKind::VendorBadAnswer),
        row(json(r#"{"code": 0, "data": {"records": null, "total": 5}}"#), 3, ProblemKind::VendorBadAnswer),
        // Time is up, and there is none for another attempt.
        row(Fault::Hang, 1, ProblemKind::VendorTimeout),
        // The values: they would be refused again.
        row(Fault::Code(-22), 1, ProblemKind::VendorRefused),
        // Too often: again only when the vendor said from when on, and if that is soon enough.
        row(Fault::Status(429), 1, ProblemKind::VendorThrottled),
        row(Fault::RetryAfter(429, 2), 3, ProblemKind::VendorThrottled),
        row(Fault::RetryAfter(429, 7), 2, ProblemKind::VendorThrottled),
        row(Fault::RetryAfter(429, 60), 1, ProblemKind::VendorThrottled),
        // What the vendor says deliberately, as far as anybody can tell.
        row(Fault::Code(-99), 1, ProblemKind::VendorUnknownCode),
        row(Fault::Code(1), 1, ProblemKind::VendorUnknownCode),
        row(Fault::Status(404), 1, ProblemKind::VendorBadAnswer),
        row(Fault::Status(201), 1, ProblemKind::VendorBadAnswer),
        row(Fault::Redirect(302, "http://127.0.0.1:1/".to_owned()), 1, ProblemKind::VendorBadAnswer),
    ]
}

#[tokio::test(start_paused = true)]
async fn every_failure_of_the_vendor_has_its_kind_and_its_number_of_attempts() {
    for Row { fault, attempts, kind } in table() {
        let world = World::asking(Sim::new().fail_always(fault.clone())).await;
        let answer = Request::call(DOCUMENTED).send(world.relay).await;
        assert_eq!(answer.kind(), kind, "{fault:?}");
        assert_eq!(world.sim.received(), attempts, "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_that_works_is_all_that_the_caller_hears_of() {
    for Row { fault, attempts, .. } in table().into_iter().filter(|row| row.attempts > 1) {
        let world = World::asking(Sim::new().fail_next(fault.clone())).await;
        assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.status, 200, "{fault:?}");
        assert_eq!(world.sim.received(), 2, "{fault:?}, {attempts}");
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
