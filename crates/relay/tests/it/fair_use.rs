//! How often callers may ask; the arithmetic stands with `guard::fair_use`, in paused time.

use std::{
    collections::HashSet,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use contract::{PageAnswer, ProblemKind};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};
use vendor_sim::Sim;

use crate::{
    client::{Answer, DOCUMENTED, Request},
    proxy,
    settings::File,
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

const ROWS: usize = 50_000;
const PAGES: i64 = 500;

/// What a user gets to hear who asks for one page of everything that there is.
async fn page(relay: SocketAddr, user: &str, page: i64) -> Answer {
    let body = format!(
        r#"{{"current": {page}, "size": 100, "params": {{"strTime": "2000-01-01 00:00:00", "endTime": "2099-12-31 23:59:59"}}}}"#
    );
    proxy::passed_on(Request::call(body)).with("x-forwarded-user", user).send(relay).await
}

/// Reads one page after the other until there is none left, and waits whenever that is asked for, as the panel does.
/// Gives the IDs of the rows, and how many seconds it waited.
async fn read_pages(relay: SocketAddr, next: Arc<AtomicI64>) -> (Vec<i64>, u64) {
    let (mut ids, mut waited) = (Vec::new(), 0);
    loop {
        let current = next.fetch_add(1, Ordering::Relaxed);
        if current > PAGES {
            return (ids, waited);
        }
        let answer = loop {
            let answer = page(relay, "jia", current).await;
            if answer.status == 200 {
                break serde_json::from_slice::<PageAnswer>(&answer.body).unwrap();
            }
            assert_eq!(answer.kind(), ProblemKind::RateLimited);
            let seconds = answer.header("retry-after").unwrap().parse().unwrap();
            waited += seconds;
            sleep(Duration::from_secs(seconds)).await;
        };
        ids.extend(answer.data.records.iter().map(|task| task.key_id.unwrap()));
    }
}

#[tokio::test(start_paused = true)]
async fn at_the_usual_rates_a_panel_reads_all_that_it_may_and_others_are_served_meanwhile() {
    let secret = File::new("proxy-secret", proxy::SECRET);
    let flags = [&proxy::BEHIND[..], &["--proxy-secret-file", secret.path()]].concat();
    let world = World::at_usual_rates(&flags, Sim::new().tasks(ROWS).frozen()).await;
    #[expect(clippy::disallowed_methods, reason = "the paused clock of the test")]
    let start = Instant::now();
    let next = Arc::new(AtomicI64::new(1));
    let mut walk = JoinSet::new();
    for _ in 0..4 {
        walk.spawn(read_pages(world.relay, Arc::clone(&next)));
    }
    let walk = tokio::spawn(walk.join_all());
    let mut served = 0;
    while !walk.is_finished() {
        // Somebody who leafs through the pages in some haste, and out of step with the walk.
        served += 1;
        assert_eq!(page(world.relay, "li", served).await.status, 200, "page {served}");
        sleep(Duration::from_millis(150)).await;
    }
    let took = start.elapsed();
    let read = walk.await.unwrap();
    let waited: u64 = read.iter().map(|(_, waited)| waited).sum();
    let ids: HashSet<i64> = read.into_iter().flat_map(|(ids, _)| ids).collect();
    assert_eq!(ids.len(), ROWS);
    // It was held back, and not for longer than it takes; the panel's patience is 600 s, each wait counted for itself.
    assert!((48..120).contains(&took.as_secs()), "{took:?}");
    assert!(waited <= 600, "{waited} s");
    assert!(served >= 48, "{served}");
}
