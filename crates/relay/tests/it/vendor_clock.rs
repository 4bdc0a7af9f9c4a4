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

fn expired(date: i64) -> Fault {
    let date = std::time::UNIX_EPOCH + std::time::Duration::from_secs(date.unsigned_abs());
    Fault::Answer {
        status: 200,
        headers: vec![("date".to_owned(), httpdate::fmt_http_date(date))],
        body: br#"{"code": -16, "msg": "Timestamp expired"}"#.to_vec(),
    }
}

#[tokio::test]
async fn a_clock_that_is_years_off_is_corrected_too() {
    for off in [25 * HOUR, -25 * HOUR, 50 * 365 * 24 * HOUR] {
        let world = World::start().await;
        world.sim.fail_next(expired(DEFAULT_NOW + off));
        let _ = Request::call(DOCUMENTED).send(world.relay).await;
        assert_eq!(timestamps(&world), [DEFAULT_NOW, DEFAULT_NOW + off], "{off}");
    }
}

#[tokio::test]
async fn a_date_that_doesn_t_help_is_not_kept() {
    let world = World::start().await;
    world.sim.fail_next(expired(DEFAULT_NOW + 5 * HOUR));
    assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.kind(), ProblemKind::VendorClock);
    assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.status, 200);
    assert_eq!(timestamps(&world), [DEFAULT_NOW, DEFAULT_NOW + 5 * HOUR, DEFAULT_NOW]);
}

#[tokio::test]
async fn without_a_date_the_own_clock_is_tried_again() {
    let now = Arc::new(AtomicI64::new(DEFAULT_NOW - 5 * HOUR));
    let clock = Arc::clone(&now);
    let world = World::at_time(move || clock.load(Ordering::Relaxed)).await;
    assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.status, 200);
    // The machine's clock is set right, so what was learnt is wrong from now on.
    now.store(DEFAULT_NOW, Ordering::Relaxed);
    world.sim.fail_next(Fault::Answer {
        status: 200,
        headers: vec![("age".to_owned(), "1".to_owned())],
        body: br#"{"code": -16, "msg": "Timestamp expired"}"#.to_vec(),
    });
    for _ in 0..2 {
        assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.status, 200);
    }
    assert_eq!(timestamps(&world)[2..], [DEFAULT_NOW + 5 * HOUR, DEFAULT_NOW, DEFAULT_NOW]);
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

#[tokio::test(start_paused = true)]
async fn a_retry_is_signed_when_it_is_sent_and_not_when_it_was_decided() {
    #[expect(clippy::disallowed_methods, reason = "the paused clock of the test")]
    let start = tokio::time::Instant::now();
    let world = World::at_time(move || DEFAULT_NOW + start.elapsed().as_secs().cast_signed()).await;
    world.sim.fail_next(Fault::RetryAfter(503, 3));
    world.sim.fail_next(Fault::RetryAfter(503, 4));
    assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.status, 200);
    assert_eq!(timestamps(&world), [DEFAULT_NOW, DEFAULT_NOW + 3, DEFAULT_NOW + 7]);
}

#[tokio::test]
async fn every_query_is_signed_at_its_own_time() {
    let now = Arc::new(AtomicI64::new(DEFAULT_NOW));
    let clock = Arc::clone(&now);
    let world = World::at_time(move || clock.load(Ordering::Relaxed)).await;
    assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.status, 200);
    now.fetch_add(60, Ordering::Relaxed);
    assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.status, 200);
    assert_eq!(timestamps(&world), [DEFAULT_NOW, DEFAULT_NOW + 60]);
}
