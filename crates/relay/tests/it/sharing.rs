//! Equal questions are asked once, answers are given again for a while, and old ones when asking fails.

use std::time::Duration;

use contract::ProblemKind;
use serde_json::Value;
use tokio::{
    io::AsyncWriteExt as _,
    net::TcpStream,
    task::JoinSet,
    time::{Instant, advance, sleep},
};
use vendor_sim::{Fault, RunningSim, Sim, SimTask};

use crate::{
    client::{DOCUMENTED, Request},
    world::World,
};

/// A page with tasks on it.
const PAGE: &str = r#"{"current": 1, "size": 10, "params": {"strTime": "2025-08-17 00:00:00", "endTime": "2025-08-17 23:59:59"}}"#;

fn one_task() -> Sim {
    Sim::new().dataset(vec![SimTask::documented()])
}

fn slowly(sim: Sim) -> Sim {
    sim.fail_always(Fault::Latency(Duration::from_secs(3)))
}

/// Waits until the vendor has got so many requests.
async fn has_received(sim: &RunningSim, requests: u64) {
    while sim.received() < requests {
        sleep(Duration::from_millis(1)).await;
    }
}

async fn page(world: &World) -> Value {
    let answer = Request::call(PAGE).send(world.relay).await;
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.raw));
    answer.json()
}

#[tokio::test(start_paused = true)]
async fn a_thousand_equal_questions_are_one_request_to_the_vendor() {
    let world = World::keeping(slowly(one_task())).await;
    // In ten parts, because a process has only so many files; the first part waits for the answer, the others have it.
    for _ in 0..10 {
        let mut asking = JoinSet::new();
        for _ in 0..100 {
            asking.spawn(Request::call(PAGE).send(world.relay));
        }
        let answers = asking.join_all().await;
        assert!(answers.iter().all(|answer| answer.status == 200 && answer.body == answers[0].body));
    }
    assert_eq!(world.sim.received(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_question_survives_those_who_asked_it_first() {
    let world = World::keeping(slowly(one_task())).await;
    let leave = async |callers: usize| {
        let mut leaving = Vec::new();
        for _ in 0..callers {
            let mut stream = TcpStream::connect(world.relay).await.unwrap();
            stream.write_all(&Request::call(PAGE).into_bytes()).await.unwrap();
            leaving.push(stream);
        }
        leaving
    };
    let first = leave(1).await;
    has_received(&world.sim, 1).await;
    let others = leave(299).await;
    let staying = tokio::spawn(Request::call(PAGE).send(world.relay));
    drop(first);
    drop(others);
    assert_eq!(staying.await.unwrap().status, 200);
    assert_eq!(world.sim.received(), 1);
}

#[tokio::test(start_paused = true)]
async fn who_calls_a_hanging_question_off_and_asks_for_the_latest_answer_gets_a_new_one() {
    let world = World::keeping(one_task()).await;
    world.sim.fail_next(Fault::Latency(Duration::from_secs(3)));
    let latest = || Request::call(PAGE).with("cache-control", "no-cache");
    let mut first = TcpStream::connect(world.relay).await.unwrap();
    first.write_all(&latest().into_bytes()).await.unwrap();
    has_received(&world.sim, 1).await;
    drop(first);
    // The relay sees a moment later that the caller has gone.
    sleep(Duration::from_millis(100)).await;
    #[expect(clippy::disallowed_methods, reason = "the paused clock of the test")]
    let start = Instant::now();
    assert_eq!(latest().send(world.relay).await.status, 200);
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    // The first answer, when it comes at last, takes the place of none that was asked for later.
    world.sim.set_dataset(Vec::new());
    assert_eq!(latest().send(world.relay).await.json()["data"]["total"], 0);
    sleep(Duration::from_secs(3)).await;
    assert_eq!(page(&world).await["data"]["total"], 0);
}

#[tokio::test(start_paused = true)]
async fn callers_who_go_away_are_no_failure_of_the_vendor() {
    let world = World::asking(slowly(one_task())).await;
    for current in 1..30 {
        let mut stream = TcpStream::connect(world.relay).await.unwrap();
        let body = PAGE.replace(r#""current": 1"#, &format!(r#""current": {current}"#));
        stream.write_all(&Request::call(body).into_bytes()).await.unwrap();
        has_received(&world.sim, current).await;
    }
    assert_eq!(Request::call(PAGE).send(world.relay).await.status, 200);
}

#[tokio::test(start_paused = true)]
async fn an_answer_is_given_again_for_five_seconds_with_the_time_at_which_it_came() {
    let world = World::keeping(one_task()).await;
    let first = page(&world).await;
    advance(Duration::from_millis(4_400)).await;
    assert_eq!(page(&world).await, first);
    assert_eq!(world.sim.received(), 1);
    advance(Duration::from_millis(600)).await;
    assert_eq!(page(&world).await["stale"], false);
    assert_eq!(world.sim.received(), 2);
}

#[tokio::test]
async fn questions_that_mean_the_same_share_an_answer_and_others_don_t() {
    let world = World::keeping(one_task()).await;
    let same = [
        PAGE.to_owned(),
        PAGE.replace(": ", ":"),
        PAGE.replace("59:59\"", "59:59\", \"taskName\": \"  \""),
        PAGE.replace("59:59\"", "59:59\", \"taskName\": null"),
        PAGE.replace("59:59\"", "59:59\", \"taskName\": \"\""),
        PAGE.replace("size", r"\u0073ize"),
        format!("{} ", PAGE.replace(r#""current": 1, "size": 10"#, r#""size": 10, "current": 1"#)),
    ];
    for body in &same {
        assert_eq!(Request::call(body).send(world.relay).await.status, 200, "{body}");
    }
    assert_eq!(world.sim.received(), 1);
    let others = [
        PAGE.replace(r#""size": 10"#, r#""size": 11"#),
        PAGE.replace(r#""current": 1"#, r#""current": 2"#),
        PAGE.replace("17 00:00:00", "17 00:00:01"),
        PAGE.replace("59:59\"", "59:58\""),
        PAGE.replace("59:59\"", "59:59\", \"taskName\": \"x\""),
        PAGE.replace("59:59\"", "59:59\", \"taskName\": \" x\""),
    ];
    for (body, requests) in others.iter().zip(2..) {
        assert_eq!(Request::call(body).send(world.relay).await.status, 200, "{body}");
        assert_eq!(world.sim.received(), requests, "{body}");
    }
}

#[tokio::test(start_paused = true)]
async fn who_asks_for_the_latest_answer_gets_it_and_waits_with_the_others() {
    let world = World::keeping(one_task()).await;
    let latest = || Request::call(PAGE).with("cache-control", "max-age=0, No-Cache").send(world.relay);
    page(&world).await;
    assert_eq!((latest().await.status, world.sim.received()), (200, 2));
    page(&world).await;
    assert_eq!(world.sim.received(), 2, "the others have it too");
    world.sim.fail_always(Fault::Latency(Duration::from_secs(3)));
    let mut asking = JoinSet::new();
    (0..20).for_each(|_| {
        asking.spawn(latest());
    });
    assert!(asking.join_all().await.iter().all(|answer| answer.status == 200));
    assert_eq!(world.sim.received(), 3);
    world.sim.fail_always(Fault::Status(503));
    assert_eq!(latest().await.json()["stale"], true, "or the latest that there is");
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_told_to_all_who_wait_and_never_given_again() {
    let world = World::keeping(one_task()).await;
    world.sim.fail_next(Fault::Code(-22));
    assert_eq!(Request::call(PAGE).send(world.relay).await.kind(), ProblemKind::VendorRefused);
    assert_eq!(page(&world).await["data"]["total"], 1);
}

#[tokio::test(start_paused = true)]
async fn when_asking_fails_rows_of_the_last_minute_are_given_and_say_so() {
    for fault in
        [Fault::Status(503), Fault::Code(-18), Fault::CutBody, Fault::Garbage(Vec::new()), Fault::Hang]
    {
        let world = World::keeping(one_task()).await;
        let fresh = page(&world).await;
        world.sim.fail_always(fault.clone());
        advance(Duration::from_secs(40)).await;
        let stale = page(&world).await;
        assert_eq!(
            (&stale["stale"], &stale["fetchedAt"]),
            (&Value::Bool(true), &fresh["fetchedAt"]),
            "{fault:?}"
        );
        assert_eq!(stale["data"], fresh["data"]);
        advance(Duration::from_secs(21)).await;
        assert_ne!(Request::call(PAGE).send(world.relay).await.status, 200, "{fault:?}, and too old");
    }
}

#[tokio::test(start_paused = true)]
async fn what_somebody_has_to_do_something_about_is_not_hidden_behind_old_rows() {
    let redirection = || Fault::Redirect(302, "http://127.0.0.1:1/".to_owned());
    let faults = [-1, -2, -16, -22, -99].map(Fault::Code);
    for fault in faults.into_iter().chain([Fault::Status(401), Fault::Status(429), redirection()]) {
        let world = World::keeping(one_task()).await;
        page(&world).await;
        world.sim.fail_always(fault.clone());
        advance(Duration::from_secs(6)).await;
        assert_ne!(Request::call(PAGE).send(world.relay).await.status, 200, "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn rows_are_at_hand_while_a_vendor_that_is_down_is_left_alone() {
    let world = World::keeping(one_task()).await;
    page(&world).await;
    world.sim.fail_always(Fault::Status(503));
    while Request::call(DOCUMENTED).send(world.relay).await.kind() != ProblemKind::Busy {}
    advance(Duration::from_millis(900)).await;
    let asked = world.sim.received();
    advance(Duration::from_secs(5)).await;
    while Request::call(DOCUMENTED).send(world.relay).await.kind() != ProblemKind::Busy {}
    assert_eq!(page(&world).await["stale"], true);
    assert!(world.sim.received() <= asked + 1, "the probe, and nothing else");
}

#[tokio::test(start_paused = true)]
async fn switched_off_equal_questions_still_share_a_request_while_it_is_under_way() {
    let world = World::asking(slowly(one_task())).await;
    let mut asking = JoinSet::new();
    (0..20).for_each(|_| {
        asking.spawn(Request::call(PAGE).send(world.relay));
    });
    assert!(asking.join_all().await.iter().all(|answer| answer.status == 200));
    assert_eq!(world.sim.received(), 1);
    page(&world).await;
    assert_eq!(world.sim.received(), 2, "and nothing is kept");
    world.sim.fail_always(Fault::Status(503));
    assert_eq!(Request::call(PAGE).send(world.relay).await.kind(), ProblemKind::VendorFault);
}

#[tokio::test]
async fn who_may_not_ask_gets_nothing_that_is_known_already() {
    let world = World::keeping(one_task()).await;
    page(&world).await;
    for (request, kind) in [
        (Request::call(PAGE).with("origin", "https://evil.example"), ProblemKind::Forbidden),
        (Request::call(PAGE).with("sec-fetch-site", "cross-site"), ProblemKind::Forbidden),
        (Request::call(PAGE).without("x-recall-request"), ProblemKind::Forbidden),
        (Request::call(PAGE).instead("host", "evil.example"), ProblemKind::UnknownHost),
    ] {
        assert_eq!(request.send(world.relay).await.kind(), kind);
    }
}
