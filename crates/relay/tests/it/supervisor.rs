//! What a supervisor sees of the relay's life.

use std::time::Duration;

use tokio::{io::AsyncWriteExt, net::TcpStream};
use vendor_sim::{Fault, Sim};

use crate::{
    client::{DOCUMENTED, Request},
    world::World,
};

#[tokio::test]
async fn a_relay_that_serves_is_live_and_ready_whatever_the_vendor_does() {
    let world = World::asking(Sim::new().fail_always(Fault::Status(503))).await;
    assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.status, 502);
    for target in ["/livez", "/readyz"] {
        let answer = Request::get(target).instead("host", "10.0.0.1:9090").send(world.admin).await;
        assert_eq!(answer.status, 200, "{target}");
    }
}

#[tokio::test]
async fn a_supervisor_that_asks_for_something_else_is_told_just_that() {
    let world = World::start().await;
    for (method, target, status, allow) in [
        ("GET", "/", 404, None),
        ("GET", "/api/session", 404, None),
        ("GET", "/livez/", 404, None),
        ("POST", "/livez", 405, Some("GET,HEAD")),
        ("DELETE", "/readyz", 405, Some("GET,HEAD")),
        ("OPTIONS", "/metrics", 405, Some("GET,HEAD")),
        ("HEAD", "/livez", 200, None),
        ("HEAD", "/readyz", 200, None),
    ] {
        let answer = Request::new(method, target).send(world.admin).await;
        assert_eq!((answer.status, answer.header("allow")), (status, allow), "{method} {target}");
        assert!(answer.body.is_empty(), "{method} {target}");
    }
}

#[tokio::test(start_paused = true)]
async fn open_requests_are_finished_before_the_end_and_no_new_ones_are_invited() {
    let mut world = World::asking(Sim::new().fail_always(Fault::Latency(Duration::from_secs(5)))).await;
    let (relay, admin) = (world.relay, world.admin);
    let open = tokio::spawn(Request::call(DOCUMENTED).send(relay));
    while world.sim.received() == 0 {
        tokio::task::yield_now().await;
    }
    let served = world.stop();
    let ready = Request::get("/readyz").send(admin).await;
    assert_eq!(ready.status, 503);
    assert_eq!(open.await.unwrap().status, 200);
    served.await.unwrap();
    assert!(TcpStream::connect(relay).await.is_err(), "the port is closed");
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_never_finishes_does_not_hold_up_the_end() {
    let mut world = World::start().await;
    let mut stream = TcpStream::connect(world.relay).await.unwrap();
    stream.write_all(b"GET /api/session HTTP/1.1\r\n").await.unwrap();
    world.stop().await.unwrap();
}
