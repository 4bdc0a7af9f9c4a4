//! More callers than the vendor should get at once.

use std::time::Duration;

use contract::ProblemKind;
use tokio::task::JoinSet;
use vendor_sim::{Fault, Sim};

use crate::{
    client::{Answer, DOCUMENTED, Request},
    world::World,
};

/// What so many callers hear who all ask something else at the same time.
async fn ask_at_once(world: &World, callers: u32) -> Vec<Answer> {
    let mut asking = JoinSet::new();
    for caller in 0..callers {
        asking.spawn(Request::call(DOCUMENTED.replace("1111", &caller.to_string())).send(world.relay));
    }
    asking.join_all().await
}

#[tokio::test(start_paused = true)]
async fn the_vendor_gets_32_at_once_and_others_wait_for_their_turn() {
    let world = World::asking(Sim::new().fail_always(Fault::Latency(Duration::from_millis(500)))).await;
    let answers = ask_at_once(&world, 60).await;
    assert!(answers.iter().all(|answer| answer.status == 200));
    assert_eq!((world.sim.most_at_once(), world.sim.received()), (32, 60));
}

#[tokio::test(start_paused = true)]
async fn who_has_no_turn_within_a_second_is_told_to_come_back_and_the_vendor_hears_nothing_of_it() {
    let world = World::asking(Sim::new().fail_always(Fault::Latency(Duration::from_secs(7)))).await;
    let answers = ask_at_once(&world, 80).await;
    let (good, busy): (Vec<Answer>, Vec<Answer>) =
        answers.into_iter().partition(|answer| answer.status == 200);
    assert_eq!((good.len(), world.sim.most_at_once(), world.sim.received()), (32, 32, 32));
    for answer in busy {
        assert_eq!((answer.kind(), answer.problem().retry_after), (ProblemKind::Busy, Some(1)));
        assert_eq!(answer.header("retry-after"), Some("1"));
    }
    // Being busy is no failure of the vendor's.
    assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.status, 200);
}
