//! How long a query may take, whatever the vendor does.

use std::time::Duration;

use contract::ProblemKind;
use tokio::time::Instant;
use vendor_sim::{Fault, Sim};

use crate::{
    client::{DOCUMENTED, Request},
    world::World,
};

/// What a caller is promised: the relay's own 12 s, and a little for the way there and back.
const PROMISED: Duration = Duration::from_millis(12_500);

#[tokio::test(start_paused = true)]
async fn no_fault_holds_a_query_up_for_longer_than_promised() {
    let seconds = Duration::from_secs;
    let faults = (1..14).flat_map(|lasts| [Fault::Latency(seconds(lasts)), Fault::Drip(seconds(lasts))]);
    let refusals = (0..14).flat_map(|wait| [Fault::RetryAfter(503, wait), Fault::RetryAfter(429, wait)]);
    let others = [Fault::Hang, Fault::CutBody, Fault::CutBeforeBody, Fault::Code(-18), Fault::Code(-16)];
    for fault in faults.chain(refusals).chain(others) {
        // Each fault is the second one too, so that the retry meets it after everything that came before.
        for first in [fault.clone(), Fault::Status(503), Fault::Code(-16), Fault::RetryAfter(429, 4)] {
            let world = World::asking(Sim::new().fail_next(first.clone()).fail_always(fault.clone())).await;
            #[expect(clippy::disallowed_methods, reason = "the paused clock of the test")]
            let start = Instant::now();
            Request::call(DOCUMENTED).send(world.relay).await;
            assert!(start.elapsed() <= PROMISED, "{first:?}, then {fault:?}: {:?}", start.elapsed());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_vendor_that_takes_too_long_is_given_up_on() {
    for fault in [Fault::Hang, Fault::Latency(Duration::from_secs(9)), Fault::Drip(Duration::from_secs(4))] {
        let world = World::asking(Sim::new().fail_always(fault.clone())).await;
        let answer = Request::call(DOCUMENTED).send(world.relay).await;
        assert_eq!(answer.kind(), ProblemKind::VendorTimeout, "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_vendor_that_is_merely_slow_is_waited_for() {
    let world = World::asking(Sim::new().fail_always(Fault::Latency(Duration::from_secs(7)))).await;
    assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.status, 200);
}
