//! What the two calls answer, and what the vendor receives for it.

use serde_json::json;
use vendor_sim::{DEFAULT_NOW, Sim, SimTask};

use crate::{
    client::{CALL, DOCUMENTED, Request},
    world::World,
};

const AROUND_NOW: &str = r#"{"current": 2, "size": 10, "params": {"strTime": "2025-07-01 00:00:00", "endTime": "2025-09-01 00:00:00"}}"#;

#[tokio::test]
async fn the_documented_example_gives_the_documented_answer() {
    let world = World::asking(Sim::new().dataset(vec![SimTask::documented()])).await;
    let window = DOCUMENTED.replace("2024-05-18", "2025-08-17").replace("2024-05-19", "2025-08-17");
    let answer = Request::call(window.replace("1111", "5009611")).send(world.relay).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let body = answer.json();
    assert_eq!(body["code"], 0);
    assert_eq!(body["reason"], "success");
    assert_eq!(body["fetchedAt"], "2025-08-17T11:31:02Z");
    assert_eq!(body["stale"], false);
    assert_eq!(body["data"]["records"][0]["keyId"], 298);
    assert_eq!(body["data"]["records"][0]["taskName"], "DEFAULT_TASK_NAME-(UTC + 8)20250817192923");
    assert_eq!(body["data"]["records"][0]["createTime"], "2025-08-17 19:30:13");
    assert_eq!(body["data"]["total"], 1);
    assert_eq!((&body["data"]["size"], &body["data"]["current"]), (&json!(10), &json!(1)));
    assert_eq!(body["data"]["pages"], 1);
}

#[tokio::test]
async fn pages_are_counted_by_the_size_that_was_asked_for() {
    let world = World::asking(Sim::new().tasks(574).frozen()).await;
    let body = Request::call(AROUND_NOW).send(world.relay).await.json();
    assert_eq!(body["data"]["total"], 574);
    assert_eq!(body["data"]["pages"], 58);
    assert_eq!(body["data"]["current"], 2);
    assert_eq!(body["data"]["records"].as_array().unwrap().len(), 10);
}

#[tokio::test]
async fn an_empty_window_has_a_list_without_rows_and_no_pages() {
    let world = World::start().await;
    let body = Request::call(DOCUMENTED).send(world.relay).await.json();
    assert_eq!(body["data"]["records"], json!([]));
    assert_eq!((&body["data"]["total"], &body["data"]["pages"]), (&json!(0), &json!(0)));
}

#[tokio::test]
async fn the_vendor_sees_a_fresh_request_with_exactly_nine_headers() {
    let world = World::start().await;
    let request = Request::call(DOCUMENTED)
        .with("cookie", "session=1")
        .with("api-key", "somebody-else")
        .with("sign", "00000000000000000000000000000000")
        .with("timestamp", "1")
        .with("user-agent", "curl/8.0")
        .with("accept-language", "zh-CN");
    assert_eq!(request.send(world.relay).await.status, 200);

    let [received] = &world.sim.journal()[..] else { panic!("one request was expected") };
    assert_eq!((received.method.as_str(), received.path.as_str()), ("POST", "/voice/recallFlow/queryPage"));
    let mut names: Vec<&str> = received.headers.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "accept",
            "accept-encoding",
            "api-key",
            "content-length",
            "content-type",
            "host",
            "sign",
            "timestamp",
            "user-agent"
        ]
    );
    assert_eq!(received.header("host"), Some(world.sim.addr().to_string().as_str()));
    assert_eq!(received.header("content-type"), Some("application/json;charset=UTF-8"));
    assert_eq!(received.header("accept-encoding"), Some("gzip"));
    assert_eq!(received.header("timestamp"), Some(DEFAULT_NOW.to_string().as_str()));
    assert!(received.header("user-agent").unwrap().starts_with("recall-relay/"));
    assert_eq!(received.outcome_code, Some(0), "the signature is the right one");
    assert_eq!(
        String::from_utf8_lossy(&received.body),
        r#"{"current":1,"size":10,"params":{"strTime":"2024-05-18 00:00:00","endTime":"2024-05-19 23:59:59","taskName":"1111"}}"#
    );
}

#[tokio::test]
async fn nothing_of_the_target_reaches_the_vendor() {
    let world = World::start().await;
    let answer = Request::call(DOCUMENTED)
        .at(&format!("{CALL}?url=http://evil.example/&Sign=1"))
        .send(world.relay)
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(world.sim.journal()[0].path, "/voice/recallFlow/queryPage");
}

#[tokio::test]
async fn the_session_tells_what_the_panel_has_to_know() {
    let world = World::with(&["--vendor-utc-offset", "-05:30"]).await;
    let answer = Request::get("/api/session").send(world.relay).await;
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(
        answer.json(),
        json!({
            "version": env!("CARGO_PKG_VERSION"), "demo": false, "vendorUtcOffset": "-05:30", "user": null,
            "maxPageSize": 100, "maxWindowRows": 50_000, "now": "2025-08-17T11:31:02Z",
        })
    );
}
