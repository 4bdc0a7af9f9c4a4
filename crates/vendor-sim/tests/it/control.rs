//! The control endpoints, for tests in other processes.

use http::Method;
use vendor_sim::{RunningSim, Sim};

use crate::client::{Call, EVERYTHING, Reply, page};

async fn controlled() -> RunningSim {
    Sim::new().control(true).start().await.unwrap()
}

async fn control(sim: &RunningSim, method: Method, path: &str, body: &str) -> Reply {
    let mut call = Call::new(&sim.credentials(), &EVERYTHING).with_body(body);
    (call.method, call.path) = (method, path.to_owned());
    call.send(sim).await
}

#[tokio::test]
async fn without_being_asked_for_they_are_not_there() {
    let sim = Sim::new().start().await.unwrap();
    for (method, path) in
        [(Method::POST, "/_sim/faults"), (Method::GET, "/_sim/journal"), (Method::POST, "/_sim/dataset")]
    {
        assert_eq!(control(&sim, method, path, "{}").await.status, 404);
    }
}

#[tokio::test]
async fn every_fault_can_be_ordered_in_json() {
    let sim = controlled().await;
    let orders = r#"{"next":[{"status":502},{"latency":1},{"drip":0},{"code":-18},{"garbage":"<html>"},
        {"redirect":[302,"http://127.0.0.1:9/"]},{"retryAfter":[429,3]},
        {"answer":{"status":203,"headers":[["x-odd","1"]],"body":"{}"}},"cutBody","cutBeforeBody","hang"],"always":{"status":503}}"#;
    assert_eq!(control(&sim, Method::POST, "/_sim/faults", orders).await.status, 204);
    let mut seen = Vec::new();
    for _ in 0..8 {
        seen.push(Call::new(&sim.credentials(), &EVERYTHING).send(&sim).await.status.as_u16());
    }
    assert_eq!(seen, [502, 200, 200, 200, 200, 302, 429, 203]);
    for _ in 0..2 {
        assert!(Call::new(&sim.credentials(), &EVERYTHING).try_send(&sim).await.is_err());
    }
    assert_eq!(control(&sim, Method::POST, "/_sim/faults", r#"{"clear":true}"#).await.status, 204);
    assert_eq!(Call::new(&sim.credentials(), &EVERYTHING).send(&sim).await.json()["code"], 0);
}

#[tokio::test]
async fn records_are_sent_as_they_are_and_found_by_their_fields() {
    let sim = controlled().await;
    let odd = r#"{"keyId":9223372036854775808,"taskId":1111,"taskName":7,"createTime":"2025-08-17 19:30:13","x":1e400}"#;
    let records =
        format!(r#"{{"records":[{odd},null,{{"taskName":"Nameless","createTime":"2025-08-17T19:30:13"}}]}}"#);
    assert_eq!(control(&sim, Method::POST, "/_sim/dataset", &records).await.status, 204);
    let by_id = vendor::PageRequest { task_name: Some("1111"), ..EVERYTHING };
    let reply = Call::new(&sim.credentials(), &by_id).send(&sim).await;
    assert!(reply.text().contains(&format!(r#""records":[{odd}],"total":1,"#)), "{}", reply.text());
    assert_eq!(page(&sim, &EVERYTHING).await.records.len(), 3);
}

#[tokio::test]
async fn seeded_tasks_can_be_ordered() {
    let sim = controlled().await;
    assert_eq!(control(&sim, Method::POST, "/_sim/dataset", r#"{"tasks":12,"seed":5}"#).await.status, 204);
    assert_eq!(page(&sim, &EVERYTHING).await.total, 12);
}

#[tokio::test]
async fn the_journal_holds_the_vendors_requests_only() {
    let sim = controlled().await;
    Call::new(&sim.credentials(), &EVERYTHING).send(&sim).await;
    let journal = control(&sim, Method::GET, "/_sim/journal", "").await.json();
    assert_eq!(journal.as_array().map(Vec::len), Some(1));
    assert_eq!(journal[0]["path"], "/voice/recallFlow/queryPage");
    assert_eq!(journal[0]["outcomeCode"], 0);
    assert!(journal[0]["body"].as_str().is_some_and(|body| body.starts_with(r#"{"current":1,"size":100,"#)));
}

#[tokio::test]
async fn orders_that_make_no_sense_are_refused_and_change_nothing() {
    let sim = controlled().await;
    for (path, order) in [
        ("/_sim/faults", "fail"),
        ("/_sim/faults", r#"{"next":["explode"]}"#),
        ("/_sim/faults", r#"{"nxt":[]}"#),
        ("/_sim/dataset", "{}"),
        ("/_sim/dataset", r#"{"tasks":200001}"#),
        ("/_sim/dataset", r#"{"tasks":1,"records":[]}"#),
    ] {
        assert_eq!(control(&sim, Method::POST, path, order).await.status, 400, "{order}");
    }
    assert_eq!(page(&sim, &EVERYTHING).await.total, 574);
}
