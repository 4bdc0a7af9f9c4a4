//! A vendor that is down is left alone for a while, and found again when it is up.

use std::time::Duration;

use contract::ProblemKind;
use tokio::{
    task::JoinSet,
    time::{Instant, advance},
};
use vendor_sim::{Fault, Sim};

use crate::{
    client::{DOCUMENTED, Request},
    world::World,
};

/// A relay that has given up on its vendor for a second.
async fn given_up() -> World {
    let world = World::asking(Sim::new().fail_always(Fault::Status(503))).await;
    while Request::call(DOCUMENTED).send(world.relay).await.kind() != ProblemKind::Busy {}
    world
}

#[tokio::test(start_paused = true)]
async fn a_vendor_that_is_down_is_not_asked_and_callers_hear_so_at_once() {
    let world = given_up().await;
    let asked = world.sim.received();
    #[expect(clippy::disallowed_methods, reason = "the paused clock of the test")]
    let start = Instant::now();
    for _ in 0..100 {
        let answer = Request::call(DOCUMENTED).send(world.relay).await;
        assert_eq!((answer.kind(), answer.problem().retry_after), (ProblemKind::Busy, Some(1)));
        assert_eq!(answer.header("retry-after"), Some("1"));
    }
    assert!(start.elapsed() < Duration::from_millis(5), "{:?}", start.elapsed());
    assert_eq!(world.sim.received(), asked);
}

#[tokio::test(start_paused = true)]
async fn after_the_pause_one_query_finds_out_and_then_all_are_asked_again() {
    let world = given_up().await;
    let asked = world.sim.received();
    world.sim.clear_faults();
    world.sim.fail_next(Fault::Latency(Duration::from_millis(100)));
    advance(Duration::from_secs(1)).await;
    let mut callers = JoinSet::new();
    for caller in 0..20 {
        callers.spawn(Request::call(DOCUMENTED.replace("1111", &caller.to_string())).send(world.relay));
    }
    let statuses: Vec<u16> = callers.join_all().await.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert_eq!(world.sim.received(), asked + 1);
    assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.status, 200);
}

#[tokio::test(start_paused = true)]
async fn a_probe_in_vain_is_not_repeated_and_doubles_the_pause() {
    let world = given_up().await;
    let asked = world.sim.received();
    advance(Duration::from_secs(1)).await;
    let probe = Request::call(DOCUMENTED).send(world.relay).await;
    assert_eq!((probe.kind(), world.sim.received()), (ProblemKind::VendorFault, asked + 1));
    let problem = Request::call(DOCUMENTED).send(world.relay).await.problem();
    assert_eq!((problem.kind, problem.retry_after), (ProblemKind::Busy, Some(2)));
}
