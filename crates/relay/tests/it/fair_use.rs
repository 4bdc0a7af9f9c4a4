//! How often callers may ask; the arithmetic stands with `guard::fair_use`, in paused time.

use contract::ProblemKind;

use crate::{
    client::{DOCUMENTED, Request},
    world::World,
};

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_ask_again_and_the_vendor_is_left_alone() {
    let world = World::with(&["--user-rate", "1", "--total-rate", "2"]).await;
    // Nobody has to wait for having made a mistake.
    for _ in 0..10 {
        assert_eq!(Request::call("{}").send(world.relay).await.status, 422);
    }
    let (mut answered, mut refused) = (0, 0);
    for _ in 0..30 {
        let answer = Request::call(DOCUMENTED).send(world.relay).await;
        if answer.status == 200 {
            answered += 1;
            continue;
        }
        refused += 1;
        let problem = answer.problem();
        assert_eq!(problem.kind, ProblemKind::RateLimited);
        assert_eq!(problem.retry_after, Some(1));
        assert_eq!(answer.header("retry-after"), Some("1"));
        assert_eq!(problem.detail.as_deref(), Some("It is more than one user may ask."));
    }
    assert!(answered >= 2 && refused > 0, "{answered} answered, {refused} refused");
    assert_eq!(world.sim.received(), answered);
    for target in ["/api/session", "/api/openapi.json"] {
        assert_eq!(Request::get(target).send(world.relay).await.status, 200, "{target}");
    }
}
