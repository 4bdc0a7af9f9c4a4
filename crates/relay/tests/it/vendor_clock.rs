//! What happens when the relay's clock and the vendor's disagree.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use contract::ProblemKind;
use vendor_sim::{DEFAULT_NOW, Fault, Sim};

use crate::{
    client::{DOCUMENTED, Request},
    world::World,
};

const HOUR: i64 = 3_600;

fn timestamps(world: &World) -> Vec<i64> {
    let read = |received: &vendor_sim::Received| received.header("timestamp").unwrap().parse().unwrap();
    world.sim.journal().iter().map(read).collect()
}

#[tokio::test]
async fn a_wrong_clock_is_corrected_by_the_vendor_s_date_once_and_for_all() {
    let world = World::at_time(|| DEFAULT_NOW - 5 * HOUR).await;
    for _ in 0..2 {
        assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.status, 200);
    }
    assert_eq!(timestamps(&world), [DEFAULT_NOW - 5 * HOUR, DEFAULT_NOW, DEFAULT_NOW]);
}

#[tokio::test]
async fn a_second_refusal_is_reported_as_a_fault_of_the_clock() {
    let world = World::asking(Sim::new().fail_always(Fault::Code(-16))).await;
    let problem = Request::call(DOCUMENTED).send(world.relay).await.problem();
    assert_eq!((problem.kind, problem.vendor_code), (ProblemKind::VendorClock, Some(-16)));
    assert_eq!(world.sim.received(), 2);
}

#[tokio::test]
async fn a_date_from_a_cache_is_not_believed() {
    for header in [("age", "10"), ("date", "yesterday")] {
        let world = World::at_time(|| DEFAULT_NOW - 5 * HOUR).await;
        world.sim.fail_next(Fault::Answer {
            status: 200,
            headers: vec![(header.0.to_owned(), header.1.to_owned())],
            body: br#"{"code": -16, "msg": "Timestamp expired"}"#.to_vec(),
        });
        let answer = Request::call(DOCUMENTED).send(world.relay).await;
        assert_eq!(answer.kind(), ProblemKind::VendorClock);
        assert_eq!(timestamps(&world), [DEFAULT_NOW - 5 * HOUR; 2], "{header:?}");
    }
}

#[tokio::test]
async fn every_attempt_is_signed_at_its_own_time() {
    let now = Arc::new(AtomicI64::new(DEFAULT_NOW));
    let clock = Arc::clone(&now);
    let world = World::at_time(move || clock.load(Ordering::Relaxed)).await;
    assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.status, 200);
    now.fetch_add(60, Ordering::Relaxed);
    assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.status, 200);
    assert_eq!(timestamps(&world), [DEFAULT_NOW, DEFAULT_NOW + 60]);
}
